import { emptyContext, type ContextReader } from './context-reader.ts'
import { errorCode, widgetResult } from './sentence-parts.ts'
import type { StepExecution } from './step-executions.ts'

/**
 * Where a context has the message that ended a step: over Conversations under `trigger.conversation`, a reply over a
 * channel in its widget's result, and the message that started the run under `trigger.message`. The context is empty where it
 * has a later message in its place.
 */
export function incomingMessage(execution: StepExecution): { context: ContextReader; path: string[] } {
  const { context, step, isMessageCurrent } = execution
  const { type, transitioned_from: widget } = step
  const channelPath =
    type === 'trigger' || widget === null ? ['trigger', 'message'] : ['widgets', widget, 'inbound']
  const conversationPath = ['trigger', 'conversation']
  const isOverConversations =
    context.text(...channelPath, 'Body') === null && context.text(...conversationPath, 'Body') !== null
  if (!isOverConversations) return { context, path: channelPath }
  return { context: isMessageCurrent ? context : emptyContext, path: conversationPath }
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
