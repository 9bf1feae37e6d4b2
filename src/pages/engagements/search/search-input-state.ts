import { listQueryKey, type ListQuery } from '#search/query/list-query.ts'
import type { extractFilters } from '#search/interpret/extract-filters.ts'

/** Search input state relative to the URL's query. */
export type SearchInputState = {
  /** The text in the box. */
  readonly text: string
  /** Whether the text must be submitted: `soon` while typing, `final` after Enter or blur; null once submitted. */
  readonly pending: 'soon' | 'final' | null
  /** The query text in the URL at the last sync. */
  readonly urlText: string
  /** The query text last submitted from the box. If the URL has this text, the change came from here. */
  readonly submittedText: string
}

/** The state for a URL's text. It is pending, since a hand-written URL may contain filters that have their own control. */
export function createInputState(text: string): SearchInputState {
  return { text, pending: text === '' ? null : 'final', urlText: text, submittedText: text }
}

/** After a key press, a paste or a drop. */
export function typeText(input: SearchInputState, text: string): SearchInputState {
  return { ...input, text, pending: 'soon' }
}

/** After Enter or blur. */
export function finishTyping(input: SearchInputState): SearchInputState {
  return { ...input, pending: 'final' }
}

/** After Enter led elsewhere than to a search. */
export function discardTyped(input: SearchInputState): SearchInputState {
  return { ...input, text: input.urlText, pending: null }
}

/** After the URL changed. A change from elsewhere (a link, the back button, "Clear filters") replaces the text. */
export function syncFromUrl(input: SearchInputState, text: string): SearchInputState {
  if (text === input.urlText) return input
  return text === input.submittedText ? { ...input, urlText: text } : createInputState(text)
}

/** After a submission during which the user typed: the newer text stays, and stays pending. */
export function mergeTyped(input: SearchInputState, { submittedText }: SearchInputState): SearchInputState {
  return { ...input, submittedText }
}

type Submission = {
  input: SearchInputState
  /** The new query; null if it equals the current one. */
  query: ListQuery | null
  /** Whether the user is still typing. */
  isTyping: boolean
}

/** Submits the text in the box. Filters that have their own control move from the text into the query. */
export function submitInput(
  input: SearchInputState,
  query: ListQuery,
  extract: typeof extractFilters,
): Submission {
  const isFinal = input.pending === 'final'
  const extracted = extract(query, input.text, { isFinal })
  const isNew = listQueryKey(extracted.query) !== listQueryKey(query)
  return {
    input: {
      ...input,
      text: extracted.text,
      pending: null,
      submittedText: extracted.query.text,
    },
    query: isNew ? extracted.query : null,
    isTyping: !isFinal,
  }
}
