import type { Test } from './search.ts'
import type { Target } from './target.ts'

/** A piece of the search, understood or not. */
export type Read = Understood | Misunderstood

type Understood = {
  /** None when the piece asks nothing of engagements: then the remark says what it is. */
  readonly tests: readonly Test[]
  /** A sentence beside what the tests say of themselves. */
  readonly remark?: string
  readonly target?: Target
}

/** A sentence: what is wrong, and what to write instead. */
type Misunderstood = { readonly problem: string }

/** A text wherever it may stand: in the contact's address, in any value of the context. */
export function heldAnywhere(text: string): readonly Test[] {
  return [
    { on: 'contact', match: { holds: text } },
    { on: 'context', path: null, text, whole: false },
  ]
}
