import type { Kind } from './geometry.ts'

/** The looks of the bars, as classes: lightness, not hue alone, tells them apart. */
export const kindLooks: Record<Kind, string> = {
  active: 'fill-active',
  ended: 'fill-[color-mix(in_oklab,var(--color-faint)_65%,var(--color-canvas))]',
  other: 'fill-warn',
}
