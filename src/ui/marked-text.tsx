import { ShownText } from './shown-text.tsx'

/** A text from outside with a stretch of it marked, in UTF-16 units. */
export function MarkedText({ text, start, end }: { text: string; start: number; end: number }) {
  return (
    <bdi>
      <ShownText text={text.slice(0, start)} />
      <mark className="rounded-sm bg-mark text-ink">
        <ShownText text={text.slice(start, end)} />
      </mark>
      <ShownText text={text.slice(end)} />
    </bdi>
  )
}
