import { keyEquals, kindAt, readItems, readMembers, skipValue, textAt } from './bytes.ts'

/** A value some steps down, where it stands; steps are left over where a string stands in their way. */
export type Reached = {
  readonly start: number
  readonly end: number
  readonly path: readonly (string | number)[]
  readonly left: readonly string[]
}

/**
 * Goes down the steps from the value at `start`, in the bytes, looking at nothing beside the way: several times as
 * fast as an index of the whole. Members of the same name are all followed, in order.
 * @param steps keys, and positions in digits
 * @param visit says whether to stop there
 * @returns whether it was stopped
 */
export function walkPath(
  bytes: Uint8Array,
  start: number,
  steps: readonly string[],
  visit: (reached: Reached) => boolean,
): boolean {
  let stopped = false
  walk(start, 0, [])
  return stopped

  /** @returns the index after the value at `from` */
  function walk(from: number, depth: number, path: readonly (string | number)[]): number {
    const step = steps[depth]
    const kind = stopped ? null : kindAt(bytes, from)
    if (step !== undefined && kind === 'object') {
      return readMembers(bytes, from, (keyStart, keyEnd, valueStart) =>
        isKey(bytes, keyStart, keyEnd, step)
          ? walk(valueStart, depth + 1, [...path, step])
          : skipValue(bytes, valueStart),
      )
    }
    if (step !== undefined && kind === 'array') {
      let position = -1
      return readItems(bytes, from, (itemStart) => {
        position++
        return String(position) === step
          ? walk(itemStart, depth + 1, [...path, position])
          : skipValue(bytes, itemStart)
      })
    }
    const end = skipValue(bytes, from)
    if (!stopped && (step === undefined || kind === 'string')) {
      stopped = visit({ start: from, end, path, left: steps.slice(depth) })
    }
    return end
  }
}

function isKey(bytes: Uint8Array, start: number, end: number, step: string): boolean {
  return isAscii.test(step) ? keyEquals(bytes, start, end, step) : textAt(bytes, start, end) === step
}

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const isAscii = /^[\u0000-\u007f]*$/
