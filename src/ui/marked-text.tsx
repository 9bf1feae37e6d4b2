import { Stretches } from './shown-text.tsx'
import { useVeil } from './veil.ts'

/** A text from outside with a stretch of it marked, in UTF-16 units. */
export function MarkedText({ text, start, end }: { text: string; start: number; end: number }) {
  const veiled = useVeil()(text)
  return (
    <bdi>
      <Stretches text={veiled.slice(0, start)} />
      <mark className="rounded-sm bg-mark text-ink">
        <Stretches text={veiled.slice(start, end)} />
      </mark>
      <Stretches text={veiled.slice(end)} />
    </bdi>
  )
}
