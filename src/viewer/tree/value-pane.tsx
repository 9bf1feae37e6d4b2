import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { kindOf, type JsonDocument } from '#json/parse/document.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { stringStart } from '#viewer/row/row-data.ts'

/**
 * Strings of at least `minCutLength` UTF-16 units may be cut in their row, so this pane shows them. It shows
 * `maxDisplayedLength` at most: 20,000 units of some scripts take 300 ms to lay out.
 */
const minCutLength = 60
const maxDisplayedLength = 5000

/** The full value of a string that its row cuts, with its line breaks. */
export function ValuePane({ doc, node }: { doc: JsonDocument; node: number }) {
  if (kindOf(doc, node) !== 'string') return null
  const value = stringStart(doc, node, maxDisplayedLength)
  if (value.length < minCutLength && !value.includes('\n')) return null
  const sentLength = getOrThrow(doc.ends, node) - getOrThrow(doc.starts, node) - 2
  return (
    // Scrollable regions must be reachable by keyboard.
    <div
      tabIndex={0}
      role="group"
      aria-label="Whole value"
      className="focus-ring-inset max-h-32 shrink-0 overflow-y-auto border-t border-line bg-canvas px-5 py-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap text-json-string"
    >
      {splitLines(value).map((line) => (
        <div key={line.offset} dir="auto" className="min-h-4">
          <UntrustedText text={line.text} />
        </div>
      ))}
      {sentLength > maxDisplayedLength && (
        <p className="font-sans text-muted">
          Showing the start of about {sentLength.toLocaleString('en-GB')} characters. “Copy value” copies all
          of it.
        </p>
      )}
    </div>
  )
}

function splitLines(text: string): { text: string; offset: number }[] {
  let next = 0
  return text.split('\n').map((line) => {
    const from = next
    next += line.length + 1
    return { text: line, offset: from }
  })
}
