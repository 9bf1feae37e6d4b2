import { parseTokens, formatTokens, maxSearchLength, type SourceToken } from '#search/syntax/query-syntax.ts'
import { parseStatus, type ListQuery } from '#search/query/list-query.ts'
import { interpretToken } from './interpret-token.ts'
import type { Predicate } from '#search/query/predicates.ts'

/**
 * Moves tokens that have their own control (status, channel, dates, duration) from the text to that control. A later
 * `status:ended` replaces an earlier one. Excluded and invalid tokens stay in the text.
 *
 * @param text the text in the search box
 * @param isFinal false while the user types: the last word may be incomplete, so it stays in the text
 * @returns the query, and the text for the search box: the query's text, with a trailing space while the user types
 */
export function extractFilters(
  query: ListQuery,
  text: string,
  { isFinal }: { isFinal: boolean },
): { query: ListQuery; text: string } {
  // The end of a longer text is not parsed, so nothing can be moved within it.
  if (text.length > maxSearchLength) return { query: { ...query, text }, text }
  let nextQuery = query
  let remainingText = ''
  let copiedUpTo = 0
  const remaining: SourceToken[] = []
  for (const token of parseTokens(text)) {
    const change = !isFinal && canBeIncomplete(token, text) ? null : toQueryChange(token)
    if (change === null) {
      remaining.push(token)
      continue
    }
    nextQuery = { ...nextQuery, ...change }
    remainingText += text.slice(copiedUpTo, token.start)
    copiedUpTo = text.length - text.slice(token.end).trimStart().length
  }
  remainingText += text.slice(copiedUpTo)
  // Without the removed token, two numbers may merge into one.
  if (remaining.length !== parseTokens(remainingText).length) remainingText = formatTokens(remaining)
  const trimmed = remainingText.trim()
  // A trailing space separates the next word. Alone, it would only make the box look empty when it is not.
  return { query: { ...nextQuery, text: trimmed }, text: isFinal || trimmed === '' ? trimmed : remainingText }
}

/** A status or a channel is complete once it is valid; a date or a duration may get longer. */
function canBeIncomplete({ scope, end }: SourceToken, text: string): boolean {
  const hasFixedValues = scope.kind === 'field' && (scope.field === 'status' || scope.field === 'channel')
  return end === text.length && !hasFixedValues
}

function toQueryChange(token: SourceToken): Partial<ListQuery> | null {
  if (token.isNegated || token.scope.kind !== 'field') return null
  const interpretation = interpretToken(token)
  return 'problem' in interpretation ? null : toFilterChange(interpretation.predicates)
}

/** The query change equal to a token's predicates; null if no control can express them. */
function toFilterChange(predicates: readonly Predicate[]): Partial<ListQuery> | null {
  const [predicate] = predicates
  switch (predicate?.on) {
    case 'status': {
      const status = parseStatus(predicate.status)
      return status && { status }
    }
    case 'channel':
      return { channels: predicates.flatMap((each) => (each.on === 'channel' ? [each.channel] : [])) }
    case 'started':
      return {
        ...(predicate.from !== null && { from: predicate.from }),
        ...(predicate.to !== null && { to: predicate.to }),
      }
    case 'duration':
      return { minSeconds: predicate.minSeconds, maxSeconds: predicate.maxSeconds }
    case 'contact':
    case 'sid':
    case 'ended':
    case 'exit':
    case 'steps-missing':
    case 'context':
    case undefined:
      return null
  }
}
