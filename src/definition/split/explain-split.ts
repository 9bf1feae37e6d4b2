import { endOfFlow } from '#contract/outcome.ts'
import type { SplitCondition, WidgetDefinition } from '#contract/flow/studio-definition.ts'
import type { JsonDocument } from '#json/parse/document.ts'

import { evaluateOperand, type Operand } from './operand.ts'
import { operators, type Operator } from './operators.ts'

/** Differences that cannot be seen. The values are shown on the screen. */
export type HiddenDifference =
  | 'blanks at the ends'
  | 'upper and lower case'
  | 'invisible or similar characters'

export type ExplainedCondition = {
  condition: SplitCondition
  /** Null for a type that Flowdesk does not know. */
  operator: Operator | null
  subject: Operand | null
  /** Null where the condition compares with nothing. */
  value: Operand | null
  /** Null: not evaluated, or not certain. */
  holds: boolean | null
  hidden: readonly HiddenDifference[]
}

/** One `match` of a split: where it leads, and its conditions. */
type ExplainedMatch = {
  next: string | null
  conditions: readonly ExplainedCondition[]
  /** Whether the run took it. */
  isTaken: boolean
}

export type SplitExplanation = {
  matches: readonly ExplainedMatch[]
  /** Where the split leads when no condition holds; undefined if the definition does not say. */
  noMatch: { next: string | null; isTaken: boolean } | undefined
  /** Whether the conditions, as far as they are certain, would have led elsewhere: the flow was changed since. */
  isContradicted: boolean
}

/**
 * Explains which way a run took at a split: each condition, the texts it compared, and whether it held.
 * @param step the event and the next widget of the step that left the split
 * @param context at the split, which adds nothing to it itself; null if it is not loaded
 */
export function explainSplit(
  widget: WidgetDefinition,
  step: { name: string | null; transitioned_to: string | null },
  context: JsonDocument | null,
): SplitExplanation {
  const matches = widget.transitions
    .filter(({ event }) => event === 'match')
    .map(({ next, conditions }) => ({
      next,
      conditions: conditions.map((condition) => explainCondition(condition, widget.input, context)),
    }))
  const taken = step.name === 'match' ? takenMatch(matches, step.transitioned_to) : -1
  const noMatch = widget.transitions.find(({ event }) => event === 'noMatch')
  return {
    matches: matches.map((match, i) => ({ ...match, isTaken: i === taken })),
    noMatch: noMatch && {
      next: noMatch.next,
      isTaken: step.name === 'noMatch' && mayLead(noMatch.next, step.transitioned_to),
    },
    isContradicted: isContradicted(matches, noMatch?.next ?? null, step),
  }
}

type Match = Omit<ExplainedMatch, 'isTaken'>

/** Whether an exit may lead where the run went: a step without a next widget does not say where. */
function mayLead(next: string | null, to: string | null): boolean {
  return to === null || (next ?? endOfFlow) === to
}

/** Of the matches that lead where the run went, the first that held; otherwise the first that may have held. */
function takenMatch(matches: readonly Match[], to: string | null): number {
  const held = matches.findIndex((match) => mayLead(match.next, to) && resultOf(match) === true)
  return held >= 0 ? held : possibleMatch(matches, to)
}

/** The first match that leads where the run went and may have held. */
function possibleMatch(matches: readonly Match[], to: string | null): number {
  return matches.findIndex((match) => mayLead(match.next, to) && resultOf(match) !== false)
}

/** Whether a match held. How several conditions of one match are combined is not documented, so they must agree. */
function resultOf({ conditions }: Match): boolean | null {
  const [first] = conditions
  if (first === undefined) return null
  return conditions.every(({ holds }) => holds === first.holds) ? first.holds : null
}

function isContradicted(
  matches: readonly Match[],
  noMatch: string | null,
  { name, transitioned_to: to }: { name: string | null; transitioned_to: string | null },
): boolean {
  const held = matches.findIndex((match) => resultOf(match) === true)
  if (name === 'noMatch') return held >= 0 || !mayLead(noMatch, to)
  const possible = possibleMatch(matches, to)
  // The first match that holds decides.
  return name === 'match' && (possible < 0 || (held >= 0 && held < possible))
}

function explainCondition(
  condition: SplitCondition,
  input: string | null,
  context: JsonDocument | null,
): ExplainedCondition {
  const operator = operators.get(condition.type ?? '') ?? null
  const source = condition.subject ?? input
  const subject = source === null ? null : evaluateOperand(source, context)
  const value =
    operator?.isUnary || condition.value === null ? null : evaluateOperand(condition.value, context)
  const subjectText = textOf(subject)
  const valueText = operator?.isUnary ? '' : textOf(value)
  if (operator === null || subjectText === null || valueText === null) {
    return { condition, operator, subject, value, holds: null, hidden: [] }
  }
  const holds = operator.test(subjectText, valueText)
  const { testTexts = operator.test } = operator
  // Twilio says to convert texts to numbers before they are compared, and not what comes of them otherwise.
  const isCertain = ![subject, value].some(isTextVariable) || testTexts(subjectText, valueText) === holds
  return {
    condition,
    operator,
    subject,
    value,
    holds: isCertain ? holds : null,
    hidden: operator.isUnary ? [] : hiddenDifferences(subjectText, valueText),
  }
}

function isTextVariable(operand: Operand | null): boolean {
  return operand?.kind === 'text' && operand.liquid !== null && operand.isNumber !== true
}

function textOf(operand: Operand | null): string | null {
  return operand?.kind === 'text' ? operand.text : null
}

/** What two texts differ in, if only in what cannot be seen; empty for equal and for visibly different ones. */
export function hiddenDifferences(left: string, right: string): HiddenDifference[] {
  if (left === right || canonical(left) !== canonical(right)) return []
  const differences: HiddenDifference[] = []
  const [a, b] = [left.trim(), right.trim()]
  if (left.length - a.length !== right.length - b.length || (a === b && left !== right)) {
    differences.push('blanks at the ends')
  }
  if (a !== b && a.toLowerCase() === b.toLowerCase()) differences.push('upper and lower case')
  if (a.toLowerCase() !== b.toLowerCase()) differences.push('invisible or similar characters')
  return differences
}

function canonical(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
