import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'

import { runStart, stepsOf } from '#testing/steps.ts'

import { TimelineBar } from './timeline-bar.tsx'

const clock = vi.hoisted(() => ({ now: 0 }))
vi.mock('#ui/time/use-now.ts', () => ({ useNow: () => clock.now }))
vi.mock('#pages/prefs/time-zone-pref.ts', () => ({ useTimeZone: () => 'UTC' }))

const steps = stepsOf(['Trigger', 'incomingMessage', 'trigger', 0], ['ask', 'sent', 'send-message', 30])

/** The start, length and end under the bar. */
function labels(secondsAfterStart: number, isActive = true): string {
  clock.now = runStart + secondsAfterStart * 1000
  const html = renderToStaticMarkup(
    <TimelineBar steps={steps} isActive={isActive} selectedIndex={-1} onSelect={() => {}} />,
  )
  return html.replaceAll(/<[^>]*>/g, ' ').trim()
}

test('an active run lasts until now, and at least until its last step, also where clocks differ', () => {
  expect(labels(90)).toMatch(/^09:12:45\s+1 min 30 s\s+now$/)
  expect(labels(-120)).toMatch(/^09:12:45\s+30 s\s+now$/)
  expect(labels(90, false)).toMatch(/^09:12:45\s+30 s\s+09:13:15$/)
})
