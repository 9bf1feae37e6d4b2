import { cutBeforeMask } from '#format/cut-text.ts'
import { formatDuration } from '#format/duration.ts'

import type { ContextReader } from './context-reader.ts'
import type { StepExecution } from './step-executions.ts'
import { errorMeaning } from './twilio-error-codes.ts'

/**
 * A segment of a sentence: our own text, a quotation from outside (shown in quotation marks), a name from the flow, or
 * one of Twilio's error codes (five digits, shown as a link to its page).
 */
export type Segment = string | { quote: string } | { name: string } | { errorCode: string }

/** What may end a run early. The values are shown on the screen. */
export type FailureKind =
  | 'no reply'
  | 'no answer'
  | 'busy'
  | 'answering machine'
  | 'hang-up'
  | 'failed request'
  | 'not delivered'
  | 'failed'

export type SentenceParts = { segments: Segment[]; failure: FailureKind | null }

/** Max length of a quotation, in UTF-16 units. Longer ones are cut; the context has the full text. */
const maxQuoteLength = 300

/** Describes steps of one widget type; null for an unknown event. */
export type SentenceTemplate = (execution: StepExecution, event: string) => SentenceParts | null

/** A value from the result of the step's own widget. */
export function widgetResult({ context, step }: StepExecution, ...path: string[]): string | null {
  return step.transitioned_from === null ? null : context.text('widgets', step.transitioned_from, ...path)
}

/** A status in the result, in lower case and with hyphens, as Twilio documents it; an empty text without one. */
export function statusResult(execution: StepExecution, ...path: string[]): string {
  return (
    widgetResult(execution, ...path)
      ?.trim()
      .toLowerCase()
      .replaceAll('_', '-') ?? ''
  )
}

export function widgetSegment({ step }: StepExecution, fallback = 'a widget'): Segment {
  return step.transitioned_from === null ? fallback : nameSegment(step.transitioned_from)
}

/** The number of attachments that a message says it has; 0 for what is no such number. */
export function attachmentCount(context: ContextReader, ...path: string[]): number {
  const count = context.text(...path, 'NumMedia')?.trim() ?? ''
  return /^\d{1,3}$/.test(count) ? Number(count) : 0
}

export function attachmentText(context: ContextReader, ...path: string[]): string {
  const count = attachmentCount(context, ...path)
  if (count === 0) return ''
  return count === 1 ? ' with an attachment' : ` with ${count} attachments`
}

export function afterText({ durationMs }: StepExecution): string {
  return durationMs !== null && durationMs >= 1000 ? ` after ${formatDuration(durationMs)}` : ''
}

export function withinText({ durationMs }: StepExecution): string {
  return durationMs !== null && durationMs >= 1000 ? ` within ${formatDuration(durationMs)}` : ''
}

/** "language = “en”, source = “sms” and 2 more" */
export function entrySegments(entries: readonly (readonly [string, string])[]): Segment[] {
  const displayed = entries.slice(0, 4)
  const segments = displayed.flatMap(([key, value], i): Segment[] => [
    ...(i > 0 ? [', '] : []),
    nameSegment(key),
    ' = ',
    quoteSegment(value, ''),
  ])
  return entries.length > displayed.length
    ? [...segments, ` and ${entries.length - displayed.length} more`]
    : segments
}

/** The error that a widget's result holds: ": the message was filtered … (error 30007)". Empty without one. */
export function errorSegments(execution: StepExecution, ...path: string[]): Segment[] {
  const code = errorCode(execution, ...path)
  const message = errorResult(execution, path, messageKeys) ?? ''
  const meaning = code === null ? null : errorMeaning(code)
  const text: Segment[] =
    meaning === null ? (message === '' ? [] : [': ', quoteSegment(message, '')]) : [`: ${meaning}`]
  return code === null ? text : [...text, ' (', { errorCode: code }, ')']
}

/** Twilio's error code in a widget's result, such as "30007"; null without one. */
export function errorCode(execution: StepExecution, ...path: string[]): string | null {
  const code = errorResult(execution, path, codeKeys)
  return code !== null && isErrorCode(code) ? code : null
}

/** Where results have an error: Studio writes `ErrorCode`, Twilio's REST APIs `error_code`, or a `code` in the error's object. */
const codeKeys = [['ErrorCode'], ['error_code'], ['errorCode'], ['error', 'code'], ['details', 'code']]
const messageKeys = [
  ['ErrorMessage'],
  ['error_message'],
  ['errorMessage'],
  ['error', 'message'],
  ['details', 'message'],
]

/** The first of these values that a result has, in the given part of it or else at its root. */
function errorResult(
  execution: StepExecution,
  path: readonly string[],
  keys: readonly (readonly string[])[],
): string | null {
  for (const base of path.length === 0 ? [path] : [path, []]) {
    for (const key of keys) {
      const text = widgetResult(execution, ...base, ...key)?.trim() ?? ''
      if (text !== '') return text
    }
  }
  return null
}

/** Whether a text has the format of Twilio's error codes. */
export const isErrorCode = (text: string) => /^[1-9]\d{4}$/.test(text)

/** Whole or fractional seconds in a widget's result, as text or number; null where there are none. */
export function secondsResult(execution: StepExecution, key: string): number | null {
  const text = widgetResult(execution, key)?.trim() ?? ''
  const seconds = text === '' ? Number.NaN : Number(text)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null
}

/** @param fallback our own text, used when `text` is null; one that is not empty also stands for an empty text */
export function quoteSegment(text: string | null, fallback: string, maxLength = maxQuoteLength): Segment {
  if (text === null || (text === '' && fallback !== '')) return fallback
  return { quote: cutBeforeMask(text, maxLength) }
}

export function nameSegment(text: string): Segment {
  return { name: text }
}

export function ok(...segments: Segment[]): SentenceParts {
  return { segments: segments.filter((segment) => segment !== ''), failure: null }
}

export function failure(kind: FailureKind, ...segments: Segment[]): SentenceParts {
  return { segments: segments.filter((segment) => segment !== ''), failure: kind }
}
