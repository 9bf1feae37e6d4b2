import type { Step } from '#contract/step.ts'
import { parseTime } from '#display/time.ts'

import type { Known } from './known.ts'
import { visitsOf, type StepsKnown } from './visits.ts'

/** One message, as the customer saw it. */
export type Message = {
  from: 'contact' | 'flow'
  /** Null where its words are not known: the list came without that step's context. */
  text: string | null
  /** Milliseconds since 1970. */
  at: number | null
  /** Null for the trigger. */
  widget: string | null
  attachments: number
  delivered: boolean
}

const senders = new Set(['send-message', 'send-and-wait-for-reply'])

/**
 * The messages of a run, in and out, in order; none of a call.
 * @param steps in the order they happened
 * @param run what the run knows now
 * @param ofSteps what is known of single steps beyond what came with them
 */
export function conversationOf(steps: readonly Step[], run: Known, ofSteps?: StepsKnown): Message[] {
  const messages: Message[] = []
  const visits = visitsOf(steps, run, ofSteps)
  for (const { step, at, took, known } of visits) {
    const { name: event, type, transitioned_from: widget } = step
    if (type === 'trigger' && (event === 'incomingMessage' || event === 'incomingConversationMessage')) {
      const channel = known.text('trigger', 'message', 'Body') === null ? 'conversation' : 'message'
      messages.push({ ...readMessage(known, 'trigger', channel), from: 'contact', at, widget: null })
    }
    if (widget === null || !senders.has(type ?? '')) continue
    messages.push({
      ...readMessage(known, 'widgets', widget, 'outbound'),
      from: 'flow',
      // A question went out when its widget was entered.
      at: type === 'send-message' || at === null || took === null ? at : at - took,
      widget,
      delivered: event !== 'failed' && event !== 'deliveryFailure',
    })
    if (type === 'send-and-wait-for-reply' && event === 'incomingMessage') {
      messages.push({ ...readMessage(known, 'widgets', widget, 'inbound'), from: 'contact', at, widget })
    }
  }
  // A question that waits for its answer has no step of its own yet.
  const waiting = steps.at(-1)?.transitioned_to ?? null
  if (
    waiting !== null &&
    run.text('widgets', waiting, 'outbound', 'Body') !== null &&
    !wasVisited(steps, waiting)
  ) {
    messages.push({
      ...readMessage(run, 'widgets', waiting, 'outbound'),
      from: 'flow',
      at: parseTime(steps.at(-1)?.date_created ?? null),
      widget: waiting,
    })
  }
  return messages
}

/** In the flow the run is in: a subflow may have a widget of the same name. */
function wasVisited(steps: readonly Step[], widget: string): boolean {
  const here = steps.at(-1)?.parent_step_sid
  return steps.some(({ transitioned_from: from, parent_step_sid: flow }) => from === widget && flow === here)
}

function readMessage(known: Known, ...path: string[]): Pick<Message, 'text' | 'attachments' | 'delivered'> {
  const media = Number(known.text(...path, 'NumMedia') ?? 0)
  return {
    text: known.text(...path, 'Body'),
    attachments: media > 0 ? media : 0,
    delivered: true,
  }
}
