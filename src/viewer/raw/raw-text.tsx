import { useEffect, useEffectEvent, useMemo, useState } from 'react'

import { useVirtualRows } from '#ui/scroll/use-virtual-rows.ts'
import { VirtualRows } from '#ui/scroll/virtual-rows.tsx'

import { wrapLines, rawRow, rawRowAt } from './raw-lines.ts'
import { RowText } from './row-text.tsx'
import type { TextSearchResult } from './use-text-search.ts'

const rowHeight = 20

/** Width in px of the line-number column, and of a monospaced character at this size. */
const gutterWidth = 56
const characterWidth = 7.25

/** Max UTF-16 units per row when lines are not wrapped. */
const maxLineLength = 2000

type RawTextProps = {
  text: string
  /** The accessible name. */
  label: string
  wrap: boolean
  /** The matches to highlight. */
  found: TextSearchResult | null
}

/** A text with line numbers, virtualized. */
export function RawText({ text, label, wrap, found }: RawTextProps) {
  const [width, setWidth] = useState(80)
  const lines = useMemo(() => wrapLines(text, wrap ? width : maxLineLength), [text, wrap, width])
  const view = useVirtualRows({ count: lines.count, rowHeight })
  const { attach, first, size } = view
  const charsPerRow = Math.max(20, Math.floor((view.width - gutterWidth - 20) / characterWidth))
  if (view.width > 0 && charsPerRow !== width) setWidth(charsPerRow)

  const reveal = useEffectEvent(({ starts, current }: TextSearchResult) => {
    const offset = starts[current]
    if (offset !== undefined) view.reveal(rawRowAt(lines, offset))
  })
  useEffect(() => {
    if (found !== null) reveal(found)
  }, [found])

  return (
    <div
      // Scrollable regions must be reachable by keyboard.
      tabIndex={0}
      role="group"
      aria-label={label}
      ref={attach}
      className="focus-ring-inset relative min-h-0 flex-1 overflow-auto overscroll-contain font-mono text-xs [overflow-anchor:none]"
    >
      <VirtualRows view={view}>
        {Array.from({ length: size }, (_, i) => first + i).map((row) => {
          const { text: chunk, from, line } = rawRow(lines, row)
          return (
            <div key={row} className="flex whitespace-pre hover:bg-hover" style={{ height: rowHeight }}>
              <span
                data-line={line ?? ''}
                className="shrink-0 pr-3 text-right text-faint select-none before:content-[attr(data-line)]"
                style={{ width: gutterWidth }}
              />
              <span className={wrap ? 'min-w-0 overflow-hidden' : ''}>
                <RowText text={text} from={from} to={from + chunk.length} found={found} />
              </span>
            </div>
          )
        })}
      </VirtualRows>
    </div>
  )
}
