import type { ParsedSearch } from '#search/parse-search.ts'
import { sayTerm } from '#search/say-term.ts'
import type { Term } from '#search/search.ts'

/**
 * How a search was read, in sentences. Words that may stand anywhere share one: four times the same sentence says less
 * than once.
 */
export function sayReadings({ search, readings }: Pick<ParsedSearch, 'search' | 'readings'>): string {
  const words: string[] = []
  const sentences = readings.map(({ typed, sentence }) => {
    const term = search.terms.find((each) => each.typed === typed)
    const word = term && sentence === sayTerm(term) ? wordOf(term) : null
    if (word === null) return sentence
    words.push(word)
    // The first one's place is the place of them all.
    return words.length === 1 ? null : ''
  })
  return sentences
    .map((sentence) => sentence ?? sayWords(words))
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** The text of a term that may stand in the contact or in any value of the context, and nowhere else. */
function wordOf({ not, tests }: Term): string | null {
  const [contact, context, ...more] = tests
  if (not || more.length > 0 || contact?.on !== 'contact' || context?.on !== 'context') return null
  if (!('holds' in contact.match) || context.path !== null || context.whole) return null
  return contact.match.holds === context.text ? context.text : null
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

function sayWords(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`)
  return words.length === 1
    ? `The contact or a value in the context holds ${quoted.join('')}.`
    : `The contact or values in the context hold ${list.format(quoted)}.`
}
