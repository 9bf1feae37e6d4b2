import type { WidgetDefinition } from '#contract/flow/studio-definition.ts'
import type { Step } from '#contract/resources.ts'
import { explainSplit } from '#definition/split/explain-split.ts'
import type { Operand } from '#definition/split/operand.ts'
import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { diffStatusOf, displayedSide, type JsonDiff } from '#json/diff/diff-json.ts'
import { isContainer, nodeText, pathOf, stringValue, type JsonDocument } from '#json/parse/document.ts'
import { formatJsonPath, type JsonPath } from '#json/path/json-path.ts'

import { alwaysDiffers } from './always-differs.ts'

/** A value that two runs do not share; null where a run has no such value. */
export type DecidingValue = {
  name: string
  left: string | null
  right: string | null
  /** Whether flows usually decide by such a value: a carrier also says from which town a message came. */
  isDecisive: boolean
}

/** In UTF-16 units. Longer texts always count as different: looking for ids in megabytes would block the page. */
const maxTestedLength = 10_000

/** Keys of what usually decides, with the parsed answer to a request: the reply, the result of a call. They come first. */
const decisiveKeys = new Set<unknown>(['Body', 'Digits', 'SpeechResult', 'status_code', 'DialCallStatus'])

/**
 * The values that a widget left different in two runs, without ids and times, which always differ.
 * @param diff of the contexts after the widget's step
 * @param widget null for the run's trigger
 */
export function differentResults(diff: JsonDiff, widget: string | null): DecidingValue[] {
  const found: DecidingValue[] = []
  for (let entry = 0; entry < diff.size; entry++) {
    const status = diffStatusOf(diff, entry)
    const { doc, node } = displayedSide(diff, entry)
    const path = pathOf(doc, node)
    if (status === 'same' || !mayHold(path, widget)) {
      entry = getOrThrow(diff.subtreeEnds, entry) - 1
      continue
    }
    if (isContainer(doc, node) || path.length < (widget === null ? 2 : 3)) continue
    const left = textAt(diff.left, getOrThrow(diff.leftNodes, entry))
    const right = textAt(diff.right, getOrThrow(diff.rightNodes, entry))
    if (left !== null && right !== null && isIdOrTime(left, right)) continue
    found.push({
      name: formatJsonPath(path).slice(2),
      left,
      right,
      isDecisive: decisiveKeys.has(path.at(-1)) || path[2] === 'parsed',
    })
  }
  return found.toSorted((a, b) => Number(b.isDecisive) - Number(a.isDecisive))
}

/** Whether a path is, leads to or lies below the widget's results. */
function mayHold(path: JsonPath, widget: string | null): boolean {
  const place = widget === null ? ['trigger'] : ['widgets', widget]
  return place.every((key, i) => i >= path.length || path[i] === key)
}

function isIdOrTime(left: string, right: string): boolean {
  return Math.max(left.length, right.length) <= maxTestedLength && alwaysDiffers(left, right)
}

function textAt(doc: JsonDocument, node: number): string | null {
  return node < 0 ? null : (stringValue(doc, node) ?? nodeText(doc, node))
}

/** A run at a split: the split as it was defined for the run, the step that left it, and the context then. */
export type SplitInRun = { widget: WidgetDefinition; step: Step; context: JsonDocument | null }

/** What a split compared in two runs, where the runs differ; everything it compared where they do not. */
export function differentInputs(left: SplitInRun, right: SplitInRun): DecidingValue[] {
  const [before, after] = [inputsOf(left), inputsOf(right)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const values = names.map((name) => ({
    name,
    left: before.get(name) ?? null,
    right: after.get(name) ?? null,
    isDecisive: true,
  }))
  const different = values.filter((value) => value.left !== value.right)
  return different.length > 0 ? different : values
}

/** The texts that a split compared, by their Liquid. Constants and what is not certain are left out. */
function inputsOf({ widget, step, context }: SplitInRun): Map<string, string | null> {
  const { matches } = explainSplit(widget, step, context)
  const operands = matches.flatMap(({ conditions }) =>
    conditions.flatMap(({ subject, value }) => [subject, value]),
  )
  return new Map(operands.flatMap((operand) => toInput(operand)))
}

function toInput(operand: Operand | null): [string, string | null][] {
  if (operand?.kind !== 'text' || operand.liquid === null) return []
  return [[operand.liquid, operand.isMissing ? null : operand.text]]
}
