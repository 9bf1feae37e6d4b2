import { cutText } from '#format/cut-text.ts'
import type { Operand } from '#definition/split/operand.ts'
import { TextSegments, UntrustedText } from '#ui/text/untrusted-text.tsx'
import { maskSlice, useTextMask } from '#ui/text/text-mask.ts'

/** In characters. The context has the whole text. */
const maxLength = 300

/** One side of a condition: the Liquid, and its value with the blanks at its ends visible. */
export function OperandText({ operand }: { operand: Operand }) {
  const mask = useTextMask()
  if (operand.kind === 'unknown') return <Liquid text={operand.source} />
  const { liquid, isMissing, text } = operand
  return (
    <>
      {liquid !== null && (
        <>
          <Liquid text={liquid} /> ={' '}
        </>
      )}
      {isMissing ? (
        <span className="text-muted">nothing (not in the context)</span>
      ) : (
        <VisibleBlanks text={maskSlice(mask, text, 0, maxLength + 1)} />
      )}
    </>
  )
}

function Liquid({ text }: { text: string }) {
  return (
    <code className="font-mono text-xs text-muted">
      <UntrustedText text={text} />
    </code>
  )
}

/** A masked text in quotation marks, with a symbol for each blank at its ends. A longer one than `maxLength` is cut. */
function VisibleBlanks({ text }: { text: string }) {
  const shown = cutText(text, maxLength)
  const inner = shown.trim()
  const start = shown.length - shown.trimStart().length
  const end = inner === '' ? '' : shown.slice(start + inner.length)
  return (
    <q className="text-ink">
      <Blanks text={shown.slice(0, start)} />
      <TextSegments text={inner} />
      <Blanks text={end} />
    </q>
  )
}

const symbols: Record<string, string> = { ' ': '␠', '\n': '↵', '\r': '␍', '\t': '⇥' }

function Blanks({ text }: { text: string }) {
  if (text === '') return null
  const named = Array.from(text, (blank) => symbols[blank] ?? `U+${codePoint(blank)}`).join('')
  return (
    <span className="mx-px rounded-sm bg-mark px-0.5 text-2xs" title="Blanks">
      {named}
    </span>
  )
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
