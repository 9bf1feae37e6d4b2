import { parsePieces, printPieces, type TypedPiece } from './grammar.ts'
import { parseStatus, type Question } from './question.ts'
import { readPiece } from './read-piece.ts'
import type { Test } from './search.ts'

/**
 * Takes what has a control of its own out of the text and sets the control, as choosing there would: a later
 * `status:ended` replaces an earlier one. What is excluded or not understood stays in the text.
 *
 * @param text what stands in the box
 * @param final false while somebody types: the word at the end may go on, so it stays unless it is whole
 * @returns the question, and what the box shows now: the same text, but for a blank that may still stand at its end
 */
export function settle(
  question: Question,
  text: string,
  { final }: { final: boolean },
): { question: Question; text: string } {
  let settled = question
  let rest = ''
  let kept = 0
  const left: TypedPiece[] = []
  for (const piece of parsePieces(text)) {
    const change = !final && mayGoOn(piece, text) ? null : changeOf(piece)
    if (change === null) {
      left.push(piece)
      continue
    }
    settled = { ...settled, ...change }
    rest += text.slice(kept, piece.start)
    kept = text.length - text.slice(piece.end).trimStart().length
  }
  rest += text.slice(kept)
  // What stood between two numbers kept them apart.
  if (left.length !== parsePieces(rest).length) rest = printPieces(left)
  const trimmed = rest.trim()
  // A blank at the end is kept for the next word; alone in the box it would only hide that the box is empty.
  return { question: { ...settled, text: trimmed }, text: final || trimmed === '' ? trimmed : rest }
}

/** Statuses and channels are whole as soon as they are known; a date or a duration may get longer. */
function mayGoOn({ aim, end }: TypedPiece, text: string): boolean {
  const closed = aim.at === 'field' && (aim.field === 'status' || aim.field === 'channel')
  return end === text.length && !closed
}

function changeOf(piece: TypedPiece): Partial<Question> | null {
  if (piece.not || piece.aim.at !== 'field') return null
  const read = readPiece(piece)
  return 'problem' in read ? null : controlOf(read.tests)
}

/** What the tests of one piece set; null when there is no control that could ask the same. */
function controlOf(tests: readonly Test[]): Partial<Question> | null {
  const [test] = tests
  switch (test?.on) {
    case 'status': {
      const status = parseStatus(test.status)
      return status && { status }
    }
    case 'channel':
      return { channels: tests.flatMap((each) => (each.on === 'channel' ? [each.channel] : [])) }
    case 'started':
      return { ...(test.from !== null && { from: test.from }), ...(test.to !== null && { to: test.to }) }
    case 'duration':
      return { atLeast: test.atLeast, atMost: test.atMost }
    case 'contact':
    case 'sid':
    case 'context':
    case undefined:
      return null
  }
}
