import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'

import { emptyContext } from '#story/context-reader.ts'
import { sidOf } from '#testing/sids.ts'
import { stepsOf } from '#testing/steps.ts'
import { parseEngagement } from '#twilio/engagement-response.ts'

import { PrintedRun } from './printed-run.tsx'

vi.mock('#pages/prefs/time-zone-pref.ts', () => ({ useTimeZone: () => 'UTC' }))
vi.mock('#pages/shared/phone/use-phone-separators.ts', () => ({ usePhoneSeparators: () => null }))
vi.stubGlobal('window', { location: { origin: 'https://flowdesk.test' } })

const message = (fields: object) => ({ trigger: { message: fields } })

test('messages without text say why, and have their attachments', () => {
  const steps = stepsOf(
    ['Trigger', 'incomingMessage', 'trigger', 0, message({ Body: '', NumMedia: '2' })],
    ['greet', 'sent', 'send-message', 5, { widgets: { greet: { outbound: {} } } }],
    ['bye', 'sent', 'send-message', 9],
  )
  const html = renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <PrintedRun
        runList={sidOf('FW', 1)}
        engagementSid={sidOf('FN', 1)}
        engagement={parseEngagement([])}
        flowName="Orders"
        story={{ steps, runContext: emptyContext, stepContexts: new Map() }}
        context={null}
        nowMs={0}
      />
    </QueryClientProvider>,
  )
  const conversation = /Conversation<\/h2><ol>(.*?)<\/ol>/s.exec(html)?.[1] ?? ''
  expect(conversation.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')).toBe(
    ' 09:12:45 Contact (2 attachments) 09:12:50 Flow The context does not hold this message’s text. 09:12:54 Flow Text not loaded. ',
  )
})
