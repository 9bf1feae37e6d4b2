import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'

import { sidOf } from '#testing/sids.ts'
import { stepsOf } from '#testing/steps.ts'

import { ContextAtStep } from './context-at-step.tsx'
import { StepChanges } from './step-changes.tsx'

vi.mock('#pages/prefs/time-zone-pref.ts', () => ({ useTimeZone: () => 'UTC' }))
vi.mock('#pages/prefs/pref.ts', async (load) => ({ ...(await load<object>()), usePref: () => ({}) }))
vi.mock('#pages/engagement/shared/tab-skeleton.tsx', () => ({ TabSkeleton: () => null }))

// The tests' steps have no SID: the last one gets one.
const steps = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0], ['ask', 'sent', 'send-message', 1]).map(
  (step, i) => (i === 1 ? { ...step, sid: sidOf('FT', 1) } : step),
)
const props = { runList: sidOf('FW', 1), engagementSid: sidOf('FN', 1), steps, index: 1 }

const textOf = (element: ReactNode) =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>{element}</QueryClientProvider>,
  ).replaceAll(/<[^>]*>/g, ' ')

test('after a step without a SID, whose context cannot be requested, nothing waits for it', () => {
  expect(textOf(<StepChanges {...props} />)).toContain('has no SID')
  expect(textOf(<ContextAtStep {...props} />)).not.toContain('which step set each value')
})
