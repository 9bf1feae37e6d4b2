import { parsePieces } from './grammar.ts'
import { readPiece } from './read-piece.ts'
import { sayTerm } from './say-term.ts'
import type { Search, Term } from './search.ts'
import type { Target } from './target.ts'

/** What stands in the search box, read. Nothing of it is dropped in silence: it is a term, a note, or both. */
export type ParsedSearch = {
  readonly search: Search
  /** What could not be understood and therefore asks for nothing. */
  readonly problems: readonly Note[]
  /** How the rest was read, one a piece, as it stands in the box. */
  readonly readings: readonly Note[]
  /** What a pasted SID or link leads to, of the last one there is; null for none. */
  readonly target: Target | null
}

/** A sentence about a stretch of what was typed. */
export type Note = { readonly typed: string; readonly sentence: string }

/** Reads what stands in the search box. Any text has a reading; none throws. */
export function parseSearch(text: string): ParsedSearch {
  const terms: Term[] = []
  const problems: Note[] = []
  const readings: Note[] = []
  let target: Target | null = null
  for (const piece of parsePieces(text)) {
    const { typed, not } = piece
    const read = readPiece(piece)
    if ('problem' in read) {
      problems.push({ typed, sentence: read.problem })
      continue
    }
    const { tests, remark } = read
    if (tests.length > 0) terms.push({ typed, not, tests })
    const said = tests.length > 0 ? [sayTerm({ not, tests })] : []
    readings.push({ typed, sentence: [...said, ...(remark === undefined ? [] : [remark])].join(' ') })
    if (!not) target = read.target ?? target
  }
  return { search: { terms }, problems, readings, target }
}
