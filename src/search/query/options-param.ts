/**
 * Parses the selected options of a filter, such as "phone,whatsapp", in upper or lower case. They are in the order of
 * `options`, without duplicates; `unknown` has the names that are none.
 */
export function parseOptions<T extends string>(
  text: string,
  options: readonly T[],
): { selected: T[]; unknown: string[] } {
  const names = new Set(text.split(',').map((name) => name.trim()))
  const known = new Set([...names].map((name) => name.toLowerCase()))
  return {
    selected: options.filter((option) => known.has(option)),
    unknown: [...names].filter(
      (name) => name !== '' && !options.some((option) => option === name.toLowerCase()),
    ),
  }
}

/** The selected options as text; null if none is selected. */
export function serializeOptions<T extends string>(
  selected: readonly T[],
  options: readonly T[],
): string | null {
  return options.filter((option) => selected.includes(option)).join(',') || null
}
