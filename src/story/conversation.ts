import type { Step } from '#contract/resources.ts'
import type { StepSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'

import { emptyContext, type ContextReader } from './context-reader.ts'
import { incomingMessage, isDeliveryFailure, wasNotDelivered } from './messages.ts'
import { attachmentCount } from './sentence-parts.ts'
import {
  isIncomingMessage,
  toStepExecutions,
  type StepContexts,
  type StepExecution,
} from './step-executions.ts'

/** One message, as the customer saw it. */
export type ConversationMessage = {
  from: 'contact' | 'flow'
  /** Null when the context does not hold it, or is not loaded. */
  text: string | null
  /** False when the list came without that step's context. */
  isContextLoaded: boolean
  /** Milliseconds since 1970. */
  timestamp: number | null
  /** The step that sent or received it; null before that step, and without a SID. */
  step: StepSid | null
  /** Where the context at that step has its text. */
  path: readonly string[]
  /** Null for the trigger. */
  widget: string | null
  attachments: number
  isDelivered: boolean
}

const sendingTypes = new Set(['send-message', 'send-and-wait-for-reply'])

/**
 * Lists the messages of a run, inbound and outbound, in order. A call has none.
 * @param steps in the order they happened
 * @param runContext the run's current context
 * @param stepContexts contexts of steps that were listed without one
 */
export function buildConversation(
  steps: readonly Step[],
  runContext: ContextReader,
  stepContexts?: StepContexts,
): ConversationMessage[] {
  const messages: ConversationMessage[] = []
  const executions = toStepExecutions(steps, runContext, stepContexts)
  for (const execution of executions) {
    const { step, timestamp, durationMs, context } = execution
    const { sid } = step
    const { name: event, type, transitioned_from: widget } = step
    if (type === 'trigger' && isIncomingMessage(event)) {
      messages.push({
        ...readIncoming(execution),
        step: sid,
        from: 'contact',
        timestamp,
        widget: null,
      })
    }
    if (widget === null || !sendingTypes.has(type ?? '')) continue
    messages.push({
      ...readMessage(context, 'widgets', widget, 'outbound'),
      step: sid,
      from: 'flow',
      // A question is sent when the run enters its widget, not when the reply arrives.
      timestamp:
        type === 'send-message' || timestamp === null || durationMs === null
          ? timestamp
          : timestamp - durationMs,
      widget,
      isDelivered: !isDeliveryFailure(event) && !wasNotDelivered(execution),
    })
    if (type === 'send-and-wait-for-reply' && isIncomingMessage(event)) {
      messages.push({
        ...readIncoming(execution),
        step: sid,
        from: 'contact',
        timestamp,
        widget,
      })
    }
  }
  // A question that waits for its reply has no step yet.
  const pendingWidget = steps.at(-1)?.transitioned_to ?? null
  if (
    pendingWidget !== null &&
    runContext.text('widgets', pendingWidget, 'outbound', 'Body') !== null &&
    !wasExecuted(steps, pendingWidget)
  ) {
    messages.push({
      ...readMessage(runContext, 'widgets', pendingWidget, 'outbound'),
      step: null,
      from: 'flow',
      timestamp: parseTime(steps.at(-1)?.date_created ?? null),
      widget: pendingWidget,
    })
  }
  return messages
}

/** Whether the widget ran in the flow of the last step: a subflow may have a widget of the same name. */
function wasExecuted(steps: readonly Step[], widget: string): boolean {
  const currentFlow = steps.at(-1)?.parent_step_sid
  return steps.some(
    ({ transitioned_from: from, parent_step_sid: flow }) => from === widget && flow === currentFlow,
  )
}

function readIncoming(execution: StepExecution) {
  const { context, path } = incomingMessage(execution)
  return readMessage(context, ...path)
}

function readMessage(
  context: ContextReader,
  ...path: string[]
): Pick<ConversationMessage, 'path' | 'text' | 'isContextLoaded' | 'attachments' | 'isDelivered'> {
  return {
    path: [...path, 'Body'],
    text: context.text(...path, 'Body'),
    isContextLoaded: context !== emptyContext,
    attachments: attachmentCount(context, ...path),
    isDelivered: true,
  }
}
