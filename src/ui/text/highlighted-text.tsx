import { TextSegments } from './untrusted-text.tsx'
import { useTextMask } from './text-mask.ts'

/** An untrusted text with a highlighted range, in UTF-16 units. */
export function HighlightedText({ text, start, end }: { text: string; start: number; end: number }) {
  const masked = useTextMask()(text)
  return (
    <bdi>
      <TextSegments text={masked.slice(0, start)} />
      <mark className="rounded-sm bg-mark text-ink">
        <TextSegments text={masked.slice(start, end)} />
      </mark>
      <TextSegments text={masked.slice(end)} />
    </bdi>
  )
}
