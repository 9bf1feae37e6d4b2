import type { JsonTextError } from '#json/parse/json-text-error.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'

import { TextSegments } from '#ui/text/untrusted-text.tsx'
import { escapeInvisible } from '#ui/text/invisible-chars.ts'
import { useTextMask, maskSlice } from '#ui/text/text-mask.ts'

/** Max UTF-16 units shown of a text that is not JSON. The browser lays out all of them. */
const maxDisplayedLength = 200_000

type NotJsonProps = { text: string; label: string; error: JsonTextError }

/** A text that should have been JSON, unchanged, with the position of the error highlighted. */
export function NotJson({ text, label, error }: NotJsonProps) {
  const from = Math.max(0, error.position - maxDisplayedLength / 2)
  const to = Math.min(text.length, from + maxDisplayedLength)
  const mask = useTextMask()
  const masked = maskSlice(mask, text, from, to)
  const errorIndex = error.position - from
  const invalidChar = characterAt(masked, errorIndex)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Banner
        tone="danger"
        role="alert"
        title={error.kind === 'truncated' ? 'This JSON is incomplete' : 'This isn’t valid JSON'}
        actions={<CopyButton label="Copy text" length={text.length} text={() => text} />}
      >
        {error.message}
        {to - from < text.length && ` Only the text around the error is shown. “Copy text” copies all of it.`}
      </Banner>
      {/* Scrollable regions must be reachable by keyboard. */}
      <pre
        tabIndex={0}
        role="group"
        aria-label={label}
        className="focus-ring-inset min-h-0 flex-1 overflow-auto px-5 py-3 font-mono text-xs break-all whitespace-pre-wrap"
      >
        {escapeInvisible(masked.slice(0, errorIndex))}
        <mark className="bg-mark text-ink">
          {invalidChar === '' ? '⟨end⟩' : <TextSegments text={invalidChar} />}
        </mark>
        {escapeInvisible(masked.slice(errorIndex + invalidChar.length))}
      </pre>
    </div>
  )
}

/** The character at an offset, of one or two UTF-16 units; empty at the end. */
function characterAt(text: string, index: number): string {
  const codePoint = text.codePointAt(index)
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint)
}
