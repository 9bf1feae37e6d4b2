import { extractFilters } from '#search/interpret/extract-filters.ts'
import { findSids, targetOf } from '#search/interpret/find-sids.ts'
import { parseSearch, type SearchNote } from '#search/interpret/parse-search.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { needsSteps, type Search } from '#search/query/predicates.ts'

/** A text as filters and words. Where a filter is given twice, all are words: both must match, and a filter has one value. */
export function toListQuery(text: string): ListQuery {
  const { query } = extractFilters(emptyQuery, text, { isFinal: true })
  const { status, channels, from, to, minSeconds, maxSeconds } = query
  const values = [status, channels[0] ?? null, from, to, minSeconds ?? maxSeconds]
  const filters = values.filter((value) => value !== null).length
  return countTerms(text) - countTerms(query.text) === filters ? query : { ...emptyQuery, text }
}

const countTerms = (text: string) => parseSearch(text).search.terms.length

/** How each word of a text was understood, and which filter nothing or cannot be checked here, and why. */
export function searchNotes(text: string): { understood: SearchNote[]; notUnderstood: SearchNote[] } {
  const { search, problems, interpretations } = parseSearch(text)
  const isTerm = ({ typed }: SearchNote) => search.terms.some((term) => term.typed === typed)
  return {
    understood: interpretations.filter((note) => isTerm(note) && note.sentence !== ''),
    notUnderstood: [
      ...problems,
      ...interpretations.filter((note) => !isTerm(note) && note.sentence !== '').map(withoutTerm),
      ...stepNotes(search),
    ],
  }
}

/** A note on what filters nothing. The dashboard offers to open a flow; here the caller names it. */
function withoutTerm({ typed, sentence }: SearchNote): SearchNote {
  if (targetOf(findSids(typed)) === null) return { typed, sentence }
  return { typed, sentence: 'This names a flow, which filters nothing: pass its SID as flow_sid.' }
}

/** What the dashboard's search can do and this one cannot, since it loads no steps. */
function stepNotes({ terms }: Search): SearchNote[] {
  return terms
    .filter(({ predicates }) => predicates.some(needsSteps))
    .map(({ typed, predicates }) => {
      const runs = predicates.some(({ on }) => on === 'exit') ? 'all runs' : 'ended runs'
      const sentence = `This search loads no steps, so it leaves out ${runs}. Use get_steps or explain_run.`
      return { typed, sentence }
    })
}
