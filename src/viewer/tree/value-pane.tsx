import { stringValue, type JsonDocument } from '#json/document.ts'
import { ShownText } from '#ui/shown-text.tsx'

/** From how many UTF-16 units a row is taken to cut a string, and how many are shown whole. */
const shortest = 60
const mostShown = 20_000

/** The whole of a string that its row cuts, with its line breaks. */
export function ValuePane({ doc, node }: { doc: JsonDocument; node: number }) {
  const value = stringValue(doc, node)
  if (value === null || (value.length < shortest && !value.includes('\n'))) return null
  return (
    // What scrolls must be reachable by keyboard.
    <div
      tabIndex={0}
      role="group"
      aria-label="Whole value"
      className="focus-ring-inset max-h-32 shrink-0 overflow-y-auto border-t border-line bg-canvas px-5 py-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap text-json-string"
    >
      {linesOf(value.slice(0, mostShown)).map((line) => (
        <div key={line.at} dir="auto" className="min-h-4">
          <ShownText text={line.text} />
        </div>
      ))}
      {value.length > mostShown && (
        <p className="font-sans text-muted">
          The first {mostShown.toLocaleString('en-GB')} of {value.length.toLocaleString('en-GB')} characters;
          “Copy value” copies all.
        </p>
      )}
    </div>
  )
}

function linesOf(text: string): { text: string; at: number }[] {
  let at = 0
  return text.split('\n').map((line) => {
    const from = at
    at += line.length + 1
    return { text: line, at: from }
  })
}
