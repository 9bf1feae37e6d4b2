import { questionKey, type Question } from '#search/question.ts'
import type { settle as settleText } from '#search/settle.ts'

/** What stands in the search box, and how it stands to the address, which has the question. */
export type Draft = {
  /** What stands in the box. */
  readonly text: string
  /** Whether it is to be asked: soon while somebody types, for good when they are done; null when it was. */
  readonly due: 'soon' | 'final' | null
  /** The question's text as the address had it when it was last looked at. */
  readonly seen: string
  /** The question's text as it was last asked from here: when the address says it, nobody else changed it. */
  readonly asked: string
  /** Whether something was asked since the box was left or cleared: the next asking goes on with that. */
  readonly goesOn: boolean
}

/** What an address says. Somebody may have written it by hand: what has a control moves into it, in the same place. */
export function startDraft(text: string): Draft {
  const isAsked = text !== ''
  return { text, due: isAsked ? 'final' : null, seen: text, asked: text, goesOn: isAsked }
}

/** After a key, a paste, a drop. */
export function type(draft: Draft, text: string): Draft {
  return { ...draft, text, due: 'soon' }
}

/** After Enter, or leaving the box. */
export function finish(draft: Draft): Draft {
  return { ...draft, due: 'final' }
}

/** After the address changed: what others made of it (a link, the way back, "Clear filters") takes the box over. */
export function follow(draft: Draft, text: string): Draft {
  if (text === draft.seen) return draft
  return text === draft.asked ? { ...draft, seen: text } : startDraft(text)
}

/** After an asking, where a key came in between: what stands in the box is newer than what was asked, and still due. */
export function goOn(draft: Draft, { asked, goesOn }: Draft): Draft {
  return { ...draft, asked, goesOn }
}

export type Settle = typeof settleText

type Asked = {
  draft: Draft
  /** What to ask now; null when that is what was asked before. */
  question: Question | null
  /** Whether this goes on with the asking before, so that the way back skips that one. */
  replace: boolean
}

/**
 * Asks what stands in the box. What has a control of its own moves into it.
 * @param settle what knows the grammar, handed in since it is loaded when the box is first used
 */
export function askDraft(settle: Settle, draft: Draft, question: Question): Asked {
  const isFinal = draft.due === 'final'
  const settled = settle(question, draft.text, { final: isFinal })
  const isNew = questionKey(settled.question) !== questionKey(question)
  return {
    draft: {
      ...draft,
      text: settled.text,
      due: null,
      asked: settled.question.text,
      goesOn: !isFinal && (draft.goesOn || isNew),
    },
    question: isNew ? settled.question : null,
    replace: draft.goesOn,
  }
}
