import type { ParsedSearch } from '#search/interpret/parse-search.ts'
import { describeTerm } from '#search/interpret/describe-term.ts'
import type { Term } from '#search/query/predicates.ts'

/**
 * Describes how a search is interpreted, in sentences. Words that may match anywhere share one sentence, to avoid
 * repeating it for each word.
 */
export function describeInterpretation({
  search,
  interpretations,
}: Pick<ParsedSearch, 'search' | 'interpretations'>): string {
  const words: string[] = []
  const sentences = interpretations.map(({ typed, sentence }) => {
    const term = search.terms.find((each) => each.typed === typed)
    const word = term && sentence === describeTerm(term) ? anywhereWord(term) : null
    if (word === null) return sentence
    words.push(word)
    // The shared sentence replaces that of the first word.
    return words.length === 1 ? null : ''
  })
  return sentences
    .map((sentence) => sentence ?? describeWords(words))
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** The text of a term that matches the contact or any value of the context, and nothing else. Null for other terms. */
function anywhereWord({ isNegated, predicates }: Term): string | null {
  const [contact, context, ...more] = predicates
  if (isNegated || more.length > 0 || contact?.on !== 'contact' || context?.on !== 'context') return null
  if (!('contains' in contact.match) || context.path !== null || context.isExact) return null
  return contact.match.contains === context.text ? context.text : null
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

function describeWords(words: readonly string[]): string {
  return `The contact or the context contains ${list.format(words.map((word) => `“${word}”`))}.`
}
