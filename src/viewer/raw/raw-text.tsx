import { useMemo, useState } from 'react'

import type { JsonDocument } from '#json/document.ts'
import { prettyPrint } from '#json/pretty.ts'
import { Stretches } from '#ui/shown-text.tsx'
import { useWindow } from '#ui/use-window.ts'
import { useVeil, veilPart } from '#ui/veil.ts'
import { WindowBody } from '#ui/window-body.tsx'

import { rawLines, rawRow } from './raw-lines.ts'

const rowHeight = 20

/** Up to how many UTF-16 units a text is set in lines; a longer one would take longer than a frame or three. */
const mostPretty = 2_000_000

/** Width in px of the numbers' column, and of a character of the monospaced face at this size. */
const gutter = 56
const characterWidth = 7.25

/** How much of a line that is not wrapped is laid out, in UTF-16 units. */
const longestLine = 2000

type RawTextProps = { doc: JsonDocument; label: string; wrap: boolean }

/** A JSON text in lines, digit for digit; a large one as it was sent. Only the rows in view are drawn. */
export function RawText({ doc, label, wrap }: RawTextProps) {
  const [width, setWidth] = useState(80)
  const veil = useVeil()
  const pretty = doc.text.length <= mostPretty
  const text = useMemo(() => (pretty ? prettyPrint(doc) : doc.text), [doc, pretty])
  const lines = useMemo(() => rawLines(text, wrap ? width : longestLine), [text, wrap, width])
  const view = useWindow({ count: lines.count, rowHeight })
  const { attach, first, size } = view
  const fits = Math.max(20, Math.floor((view.width - gutter - 20) / characterWidth))
  if (view.width > 0 && fits !== width) setWidth(fits)
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
                <Stretches text={veilPart(veil, text, from, from + piece.length)} />
              </span>
            </div>
          )
        })}
      </WindowBody>
    </div>
  )
}
