import { endOfFlow } from '#contract/outcome.ts'
import { stepSchema, type Step } from '#contract/resources.ts'

/** When the runs that tests build start, in milliseconds since 1970. */
export const runStart = Date.UTC(2026, 10, 3, 9, 12, 45)

/** A step: widget, event, widget type, seconds since the start, context. */
export type StepTuple = [from: string, event: string, type: string, second: number, context?: object]

/** Steps as the API sends them, in the order they happened. Each leads to the next, the last one to `Ended`. */
export function stepsOf(...steps: StepTuple[]): Step[] {
  return steps.map(([from, event, type, second, context], i) =>
    stepSchema.parse({
      name: event,
      type,
      transitioned_from: from,
      transitioned_to: steps[i + 1]?.[0] ?? endOfFlow,
      date_created: new Date(runStart + second * 1000).toISOString(),
      context: context ?? {},
    }),
  )
}

/** A run over Conversations: a message, a question and its reply. */
export const stepsOverConversations = stepsOf(
  ['Trigger', 'incomingConversationMessage', 'trigger', 0, { trigger: { conversation: { Body: 'Hello' } } }],
  [
    'ask',
    'incomingConversationMessage',
    'send-and-wait-for-reply',
    30,
    {
      trigger: { conversation: { Body: '4711' } },
      widgets: { ask: { outbound: { Body: 'Which number?' } } },
    },
  ],
)
