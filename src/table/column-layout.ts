import { possibleWidth, type WithFacts } from './column-facts.ts'

/** A column as the reader wants it. In a list: in the order shown, and who is absent is hidden. */
export type Choice = {
  readonly id: string
  /** In px; null for the column's own width. */
  readonly width: number | null
}

type Known<C> = {
  /** The columns shown while nothing was chosen, in their order. */
  usual: readonly C[]
  /** A column beyond the usual ones; null for an id that means nothing. */
  more: (id: string) => C | null
}

/**
 * The columns as they were chosen. Columns yield where there is no room as long as none but the usual ones are asked
 * for; once the reader has picked, all that were picked are shown, and the grid scrolls sideways.
 */
export function layOut<C extends WithFacts>(
  choices: readonly Choice[] | null,
  { usual, more }: Known<C>,
): readonly C[] {
  if (choices === null) return usual
  const picked = !sameIds(choices, usual)
  const seen = new Set<string>()
  const laidOut: C[] = []
  for (const { id, width } of choices) {
    const column = seen.has(id) ? null : (usual.find((each) => each.id === id) ?? more(id))
    seen.add(id)
    if (column) laidOut.push(withWidth(column, width, picked))
  }
  const missing = usual.filter(({ id, meta }) => meta?.always === true && !seen.has(id ?? ''))
  return [...laidOut, ...missing.map((column) => withWidth(column, null, picked))]
}

function withWidth<C extends WithFacts>(column: C, width: number | null, picked: boolean): C {
  const { meta } = column
  if (meta === undefined) return column
  const chosen = width === null ? {} : { width: possibleWidth(column, width) }
  return { ...column, meta: { ...meta, ...chosen, yields: picked || width !== null ? 0 : meta.yields } }
}

/** What must be chosen for these columns to be shown as they are. */
export function choicesOf(columns: readonly WithFacts[]): readonly Choice[] {
  return columns.map(({ id, meta }) => ({ id: id ?? '', width: meta?.width ?? null }))
}

export function hide(choices: readonly Choice[], id: string): readonly Choice[] {
  return choices.filter((choice) => choice.id !== id)
}

/** Shows a column before the one named, or last; where it is, if it is shown already. */
export function show(choices: readonly Choice[], id: string, before: string | null): readonly Choice[] {
  if (choices.some((choice) => choice.id === id)) return choices
  const at = choices.findIndex((choice) => choice.id === before)
  return choices.toSpliced(at < 0 ? choices.length : at, 0, { id, width: null })
}

/** Moves a column by so many places, no further than the ends. */
export function move(choices: readonly Choice[], id: string, by: number): readonly Choice[] {
  const from = choices.findIndex((choice) => choice.id === id)
  const moved = choices[from]
  if (moved === undefined) return choices
  return choices.toSpliced(from, 1).toSpliced(Math.max(0, from + by), 0, moved)
}

/** @param width in px; null for the column's own */
export function resize(choices: readonly Choice[], id: string, width: number | null): readonly Choice[] {
  return choices.map((choice) => (choice.id === id ? { id, width } : choice))
}

/** The same choices, or null where they ask for nothing but what is usual: that need not be kept, nor written. */
export function unlessUsual(
  choices: readonly Choice[],
  usual: readonly WithFacts[],
): readonly Choice[] | null {
  const same =
    choices.length === usual.length &&
    choices.every(({ id, width }, i) => width === null && usual[i]?.id === id)
  return same ? null : choices
}

function sameIds(choices: readonly Choice[], usual: readonly WithFacts[]): boolean {
  const ids = new Set(choices.map(({ id }) => id))
  return ids.size === usual.length && usual.every(({ id }) => ids.has(id ?? ''))
}
