/**
 * The number at `index`.
 * @throws RangeError if there is none: a wrong index is a bug in Flowdesk
 */
export function getOrThrow(
  numbers: Uint8Array | Uint16Array | Uint32Array | Int32Array,
  index: number,
): number {
  const value = numbers[index]
  if (value === undefined) throw new RangeError(`No element at index ${index} (length ${numbers.length})`)
  return value
}
