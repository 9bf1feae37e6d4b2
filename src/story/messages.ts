import { errorCode, widgetResult } from './sentence-parts.ts'
import type { StepExecution } from './step-executions.ts'

/** The events of a message from the contact: over a channel such as SMS, and over Conversations. */
const incomingEvents: ReadonlySet<string | null> = new Set(['incomingMessage', 'incomingConversationMessage'])

export function isIncomingMessage(event: string | null): boolean {
  return incomingEvents.has(event)
}

/**
 * Where the context has the message that ended a step: over Conversations under `trigger.conversation`, a reply over a
 * channel in its widget's result, and the message that started the run under `trigger.message`.
 */
export function incomingMessagePath({ context, step }: StepExecution): string[] {
  const { type, transitioned_from: widget } = step
  const channelPath =
    type === 'trigger' || widget === null ? ['trigger', 'message'] : ['widgets', widget, 'inbound']
  const conversationPath = ['trigger', 'conversation']
  const isOverConversations =
    context.text(...channelPath, 'Body') === null && context.text(...conversationPath, 'Body') !== null
  return isOverConversations ? conversationPath : channelPath
}

const deliveryFailures: ReadonlySet<string | null> = new Set(['failed', 'deliveryFailure', 'undelivered'])

/** Whether the event of a sending widget says that its message was not delivered. */
export function isDeliveryFailure(event: string | null): boolean {
  return deliveryFailures.has(event)
}

const undelivered: ReadonlySet<string | null> = new Set(['failed', 'undelivered', 'canceled'])

/** Whether the result of a sending widget says that its message was not delivered, whatever the event's name. */
export function wasNotDelivered(execution: StepExecution): boolean {
  return (
    errorCode(execution, 'outbound') !== null ||
    ['Status', 'MessageStatus', 'SmsStatus'].some((key) =>
      undelivered.has(widgetResult(execution, 'outbound', key)?.toLowerCase() ?? null),
    )
  )
}
