/** The number at `index`, which must be there: a wrong index is a mistake in Flowdesk, not something to carry on with. */
export function at(numbers: Uint8Array | Uint16Array | Uint32Array | Int32Array, index: number): number {
  const value = numbers[index]
  if (value === undefined) throw new RangeError(`No element ${index} among ${numbers.length}`)
  return value
}
