import * as z from 'zod'

import { Problem } from '#contract/problem.ts'
import type { Step } from '#contract/resources.ts'
import { flowOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import type { StudioDefinition } from '#contract/flow/studio-definition.ts'
import { explainSplit, type ExplainedCondition } from '#definition/split/explain-split.ts'
import type { Operand } from '#definition/split/operand.ts'
import { tryParse } from '#json/embedded/embedded-json.ts'
import type { JsonDocument } from '#json/parse/document.ts'
import { loadCurrentDefinition } from '#twilio/defined-revision.ts'

import { maskedText, type ToolContext } from './tool-context.ts'

/** Each costs a request. The last ones led to the end. */
export const maxExplainedSplits = 5

export const explainedCondition = z.object({
  sentence: z.string().describe('The condition with the values it compared, and whether it held'),
  holds: z.nullable(z.boolean()).describe('Null where that is not certain'),
  differs_only_in: z
    .array(z.string())
    .describe('What two unequal looking values differ in, if it is invisible'),
  next_widget: z.nullable(z.string()),
  taken: z.boolean(),
})

type ExplainedConditionOutput = z.infer<typeof explainedCondition>

/**
 * The conditions of a run's last splits, by step. A split of a subflow has none: its flow is another one. Neither has any
 * where Twilio gives no definition.
 * @returns null instead of the conditions where there is no definition
 */
export async function explainSplits(
  context: ToolContext,
  runList: RunList,
  engagementSid: EngagementSid,
  steps: readonly Step[],
  signal: AbortSignal,
): Promise<ReadonlyMap<StepSid, ExplainedConditionOutput[]> | null> {
  const splits = steps
    .flatMap((step) =>
      step.type === 'split-based-on' && step.sid !== null && step.parent_step_sid === null
        ? [{ step, sid: step.sid }]
        : [],
    )
    .slice(-maxExplainedSplits)
  if (splits.length === 0) return new Map()
  const definition = await readDefinition(context, flowOf(runList), signal)
  if (definition === null) return null
  const explained = await Promise.all(
    splits.map(async ({ step, sid }) => {
      const text = await context.client.stepContext(runList, engagementSid, sid, signal)
      return [sid, describeSplit(context, definition, step, tryParse(text))] as const
    }),
  )
  return new Map(explained)
}

async function readDefinition(context: ToolContext, flowSid: FlowSid, signal: AbortSignal) {
  try {
    return (await loadCurrentDefinition(context.client, flowSid, signal)).definition
  } catch (thrown) {
    // The flow was deleted, or the key may not read it. The rest of the answer is true without it.
    if (thrown instanceof Problem) return null
    throw thrown
  }
}

function describeSplit(
  context: ToolContext,
  { widgets }: StudioDefinition,
  step: Step,
  doc: JsonDocument | null,
): ExplainedConditionOutput[] {
  const widget = widgets.find(({ name }) => name === step.transitioned_from)
  if (!widget) return []
  return explainSplit(widget, step, doc).matches.flatMap(({ next, conditions, isTaken }) =>
    conditions.map((condition) => ({
      sentence: maskedText(context, describeCondition(condition)),
      holds: condition.holds,
      differs_only_in: [...condition.hidden],
      next_widget: maskedText(context, next),
      taken: isTaken,
    })),
  )
}

/** `{{widgets.ask.inbound.Body}} = "1 " is equal to "1"`. */
function describeCondition({ condition, operator, subject, value, holds }: ExplainedCondition): string {
  const name = condition.type ?? 'an unknown condition'
  const relation =
    operator === null || holds === null
      ? `${operator?.holds ?? name}? (not evaluated)`
      : holds
        ? operator.holds
        : operator.fails
  return [subject && describeOperand(subject), relation, value && describeOperand(value)]
    .filter(Boolean)
    .join(' ')
}

function describeOperand(operand: Operand): string {
  if (operand.kind === 'unknown') return `${operand.source} (not evaluated: ${operand.reason})`
  const text = JSON.stringify(operand.text)
  if (operand.liquid === null) return text
  return `${operand.liquid} = ${operand.isMissing ? 'nothing' : text}`
}
