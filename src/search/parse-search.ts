import type { EngagementSid, FlowSid } from '#contract/sid.ts'

import type { Search } from './search.ts'

/** What stands in the search box, read. Nothing of it is dropped in silence: it is a term, a note, or both. */
export type ParsedSearch = {
  readonly search: Search
  /** What could not be understood and therefore asks for nothing. */
  readonly problems: readonly Note[]
  /** How the rest was read, one a term, as it stands in the box. */
  readonly readings: readonly Note[]
  /** What a pasted SID or link leads to, of the last one there is; null for none. */
  readonly target: Target | null
}

/** A sentence about a stretch of what was typed. */
export type Note = { readonly typed: string; readonly sentence: string }

/** A flow, an engagement of a known flow, or one whose flow nobody said. */
export type Target =
  | { readonly flowSid: FlowSid; readonly engagementSid: EngagementSid | null }
  | { readonly flowSid: null; readonly engagementSid: EngagementSid }

/** Reads what stands in the search box. Any text has a reading; none throws. */
export function parseSearch(text: string): ParsedSearch {
  const terms = text.split(/\s+/).filter((typed) => typed !== '')
  return {
    search: {
      terms: terms.map((typed) => ({
        typed,
        not: false,
        tests: [
          { on: 'contact', match: { holds: typed } },
          { on: 'context', path: null, text: typed, whole: false },
        ],
      })),
    },
    problems: [],
    readings: terms.map((typed) => ({ typed, sentence: `the contact or the context holds “${typed}”` })),
    target: null,
  }
}
