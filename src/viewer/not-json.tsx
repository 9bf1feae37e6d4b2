import type { JsonTextError } from '#json/error.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { Notice } from '#ui/notice.tsx'

import { Stretches } from '#ui/shown-text.tsx'
import { showUnseen } from '#ui/unseen.ts'
import { useVeil, veilPart } from '#ui/veil.ts'

/** How much of a text that is no JSON is shown, in UTF-16 units: it is laid out whole, so it cannot be endless. */
const mostShown = 200_000

type NotJsonProps = { text: string; label: string; error: JsonTextError }

/** A text that should have been JSON, as it came, with the place where it goes wrong marked. */
export function NotJson({ text, label, error }: NotJsonProps) {
  const from = Math.max(0, error.position - mostShown / 2)
  const to = Math.min(text.length, from + mostShown)
  const veil = useVeil()
  const shown = veilPart(veil, text, from, to)
  const at = error.position - from
  const wrong = shown.slice(at, at + 1)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Notice
        tone="danger"
        role="alert"
        title={error.kind === 'cut-short' ? 'This JSON ends in the middle' : 'This is not JSON'}
        actions={<CopyButton label="Copy text" length={text.length} text={() => text} />}
      >
        {error.message}
        {to - from < text.length && ` Shown is the part around it; “Copy text” copies all.`}
      </Notice>
      {/* A region that scrolls must be reachable by keyboard. */}
      <pre
        tabIndex={0}
        role="group"
        aria-label={label}
        className="focus-ring-inset min-h-0 flex-1 overflow-auto px-5 py-3 font-mono text-xs break-all whitespace-pre-wrap"
      >
        {showUnseen(shown.slice(0, at))}
        <mark className="bg-mark text-ink">{wrong === '' ? '⟨end⟩' : <Stretches text={wrong} />}</mark>
        {showUnseen(shown.slice(at + 1))}
      </pre>
    </div>
  )
}
