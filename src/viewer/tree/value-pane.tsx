import { at } from '#json/at.ts'
import { kindOf, type JsonDocument } from '#json/document.ts'
import { ShownText } from '#ui/shown-text.tsx'

import { startOf } from './row-facts.ts'

/** From how many UTF-16 units a row is taken to cut a string, and how many are shown: 20,000 of some scripts take 300 ms to lay out. */
const shortest = 60
const mostShown = 5000

/** The whole of a string that its row cuts, with its line breaks. */
export function ValuePane({ doc, node }: { doc: JsonDocument; node: number }) {
  if (kindOf(doc, node) !== 'string') return null
  const value = startOf(doc, node, mostShown)
  if (value.length < shortest && !value.includes('\n')) return null
  const sent = at(doc.ends, node) - at(doc.starts, node) - 2
  return (
    // What scrolls must be reachable by keyboard.
    <div
      tabIndex={0}
      role="group"
      aria-label="Whole value"
      className="focus-ring-inset max-h-32 shrink-0 overflow-y-auto border-t border-line bg-canvas px-5 py-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap text-json-string"
    >
      {linesOf(value).map((line) => (
        <div key={line.at} dir="auto" className="min-h-4">
          <ShownText text={line.text} />
        </div>
      ))}
      {sent > mostShown && (
        <p className="font-sans text-muted">
          The beginning of some {sent.toLocaleString('en-GB')} characters; “Copy value” copies all.
        </p>
      )}
    </div>
  )
}

function linesOf(text: string): { text: string; at: number }[] {
  let next = 0
  return text.split('\n').map((line) => {
    const from = next
    next += line.length + 1
    return { text: line, at: from }
  })
}
