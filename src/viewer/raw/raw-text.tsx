import { useEffect, useEffectEvent, useMemo, useState } from 'react'

import { useWindow } from '#ui/use-window.ts'
import { WindowBody } from '#ui/window-body.tsx'

import { rawLines, rawRow, rawRowAt } from './raw-lines.ts'
import { RowText } from './row-text.tsx'
import type { FoundInText } from './use-text-search.ts'

const rowHeight = 20

/** Width in px of the numbers' column, and of a character of the monospaced face at this size. */
const gutter = 56
const characterWidth = 7.25

/** How much of a line that is not wrapped is laid out, in UTF-16 units. */
const longestLine = 2000

type RawTextProps = {
  text: string
  /** The accessible name. */
  label: string
  wrap: boolean
  /** What is marked in it. */
  found: FoundInText | null
}

/** A text in numbered lines, of which only the rows in view are drawn. */
export function RawText({ text, label, wrap, found }: RawTextProps) {
  const [width, setWidth] = useState(80)
  const lines = useMemo(() => rawLines(text, wrap ? width : longestLine), [text, wrap, width])
  const view = useWindow({ count: lines.count, rowHeight })
  const { attach, first, size } = view
  const fits = Math.max(20, Math.floor((view.width - gutter - 20) / characterWidth))
  if (view.width > 0 && fits !== width) setWidth(fits)

  const reveal = useEffectEvent(({ starts, current }: FoundInText) => {
    const offset = starts[current]
    if (offset !== undefined) view.reveal(rawRowAt(lines, offset))
  })
  useEffect(() => {
    if (found !== null) reveal(found)
  }, [found])

  return (
    <div
      // What scrolls must be reachable by keyboard.
      tabIndex={0}
      role="group"
      aria-label={label}
      ref={attach}
      className="focus-ring-inset relative min-h-0 flex-1 overflow-auto overscroll-contain font-mono text-xs [overflow-anchor:none]"
    >
      <WindowBody view={view}>
        {Array.from({ length: size }, (_, i) => first + i).map((row) => {
          const { text: piece, from, line } = rawRow(lines, row)
          return (
            <div key={row} className="flex whitespace-pre hover:bg-hover" style={{ height: rowHeight }}>
              <span
                data-line={line ?? ''}
                className="shrink-0 pr-3 text-right text-faint select-none before:content-[attr(data-line)]"
                style={{ width: gutter }}
              />
              <span className={wrap ? 'min-w-0 overflow-hidden' : ''}>
                <RowText text={text} from={from} to={from + piece.length} found={found} />
              </span>
            </div>
          )
        })}
      </WindowBody>
    </div>
  )
}
