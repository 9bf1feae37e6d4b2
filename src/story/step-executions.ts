import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { parseTime } from '#format/time/time.ts'

import { hasContext, contextFromValue, emptyContext, type ContextReader } from './context-reader.ts'
import { subflowNesting, type SubflowNesting } from './subflow-nesting.ts'

/** One step with the context after it. */
export type StepExecution = SubflowNesting & {
  step: Step
  /** Milliseconds since 1970. */
  timestamp: number | null
  /** Milliseconds since the previous step. */
  durationMs: number | null
  context: ContextReader
  /** Whether no later message has replaced the step's in that context, which over Conversations keeps the last one alone. */
  isMessageCurrent: boolean
  /** Its flow's context before the step; null when it is not loaded, so that the step's changes are unknown. */
  contextBefore: ContextReader | null
}

/** The loaded contexts of steps that were listed without one. */
export type StepContexts = ReadonlyMap<StepSid, ContextReader>

/** The events of a message from the contact: over a channel such as SMS, and over Conversations. */
const incomingEvents: ReadonlySet<string | null> = new Set(['incomingMessage', 'incomingConversationMessage'])

export function isIncomingMessage(event: string | null): boolean {
  return incomingEvents.has(event)
}

/**
 * Pairs each step with the best context there is: its own if it is loaded, or else the run's. The run's context has only
 * the result of a widget's last execution, and only of the flow the run was last in. The trigger of the run is in the
 * contexts of all its flows.
 * @param steps in the order they happened
 * @param runContext the run's current context
 * @param stepContexts contexts of steps that were listed without one
 */
export function toStepExecutions(
  steps: readonly Step[],
  runContext: ContextReader,
  stepContexts: StepContexts = new Map(),
): StepExecution[] {
  const lastFlow = steps.at(-1)?.parent_step_sid
  const lastExecutions = new Map(steps.map((step, i) => [widgetKey(step), i]))
  const nesting = subflowNesting(steps)
  const lastMessage = steps.findLastIndex(({ name }) => isIncomingMessage(name))
  const contextByFlow = new Map<StepSid | null, ContextReader | null>()
  return steps.map((step, i) => {
    const { parent_step_sid: flow } = step
    const ownContext = hasContext(step.context)
      ? contextFromValue(step.context)
      : loadedContext(step, stepContexts)
    const isLastExecution = lastExecutions.get(widgetKey(step)) === i
    const isInRunContext = flow === lastFlow || (flow === null && step.type === 'trigger')
    const timestamp = parseTime(step.date_created)
    const previous = parseTime(steps[i - 1]?.date_created ?? null)
    const contextBefore = contextByFlow.has(flow) ? (contextByFlow.get(flow) ?? null) : emptyContext
    contextByFlow.set(flow, ownContext)
    return {
      step,
      timestamp,
      durationMs: timestamp === null || previous === null ? null : timestamp - previous,
      context: ownContext ?? (isLastExecution && isInRunContext ? runContext : emptyContext),
      isMessageCurrent: ownContext !== null || i >= lastMessage,
      contextBefore: ownContext && contextBefore,
      depth: nesting[i]?.depth ?? 0,
      subflow: nesting[i]?.subflow ?? null,
    }
  })
}

function loadedContext({ sid }: Step, stepContexts: StepContexts): ContextReader | null {
  return sid === null ? null : (stepContexts.get(sid) ?? null)
}

/** Identifies a step's widget within its flow: different flows may have widgets of the same name. */
function widgetKey({ parent_step_sid: flow, transitioned_from: widget }: Step): string {
  return JSON.stringify([flow, widget])
}
