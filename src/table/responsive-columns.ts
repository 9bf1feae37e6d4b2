import type { GridColumnMeta, WithColumnMeta } from './column-meta.ts'

/** Classes of a row, header included. A second line is as high as its content. */
export const rowGridClass = 'grid grid-rows-[minmax(0,1fr)] px-1 @lg:px-3'

/** Total width in px of a row's horizontal padding, in a wide and in a compact grid. */
const rowPadding = { wide: 24, compact: 8 }

/** A grid below this width in px is narrow, for example on a phone. Equals Tailwind's `@max-lg`. */
const compactBelowWidth = 512

/** A grid below this width in px has columns on a second line. Equals Tailwind's `@max-3xl`, which `secondLineClass` uses. */
const secondLineBelowWidth = 768

/** Classes of a column that has `usesSecondLine`. */
export const secondLineClass = '@max-3xl:col-span-full @max-3xl:row-start-2 @max-3xl:min-h-px'

/** A grid below this width in px is that of a small phone. Equals Tailwind's `@max-[375px]`. */
const smallestBelowWidth = 375

function isCompact(width: number): boolean {
  return width > 0 && width < compactBelowWidth
}

/** The value of `grid-template-columns` for these columns. */
export function gridTemplate(columns: readonly WithColumnMeta[], width: number): string {
  return columns
    .filter(({ meta }) => !isOnSecondLine(meta, width))
    .map(({ meta }) => trackOf(meta, width))
    .join(' ')
}

/** Whether a grid of this width in px has the column on a second line. */
export function isOnSecondLine(meta: GridColumnMeta | undefined, width: number): boolean {
  return meta?.usesSecondLine === true && width > 0 && width < secondLineBelowWidth
}

function trackOf(meta: GridColumnMeta | undefined, width: number): string {
  const fixed = meta?.width ?? compactWidth(meta, width)
  return fixed === undefined ? (meta?.gridTrack ?? '1fr') : `${fixed}px`
}

/** Min width in px of a row with these columns. A narrower grid scrolls horizontally. */
export function minRowWidth(columns: readonly WithColumnMeta[], width: number): number {
  return columns.reduce(
    (sum, { meta }) => sum + minWidthOf(meta, width),
    isCompact(width) ? rowPadding.compact : rowPadding.wide,
  )
}

/** The columns that fit into `width` px, in order; all of them while the width is 0 (not measured yet). */
export function fitColumns<C extends WithColumnMeta>(columns: readonly C[], width: number): C[] {
  const fitting = [...columns]
  if (width === 0) return fitting
  while (minRowWidth(fitting, width) > width) {
    const next = fitting.reduce((a, b) => ((b.meta?.hidePriority ?? 0) > (a.meta?.hidePriority ?? 0) ? b : a))
    if ((next.meta?.hidePriority ?? 0) === 0) break
    fitting.splice(fitting.indexOf(next), 1)
  }
  return fitting
}

function minWidthOf(meta: GridColumnMeta | undefined, width: number): number {
  if (isOnSecondLine(meta, width)) return 0
  return meta?.width ?? compactWidth(meta, width) ?? meta?.minWidth ?? 0
}

function compactWidth(meta: GridColumnMeta | undefined, width: number): number | undefined {
  if (!isCompact(width)) return undefined
  return (width < smallestBelowWidth ? meta?.smallestWidth : undefined) ?? meta?.compactWidth
}
