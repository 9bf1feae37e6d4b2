import { sortKeys, type Sort } from './list-query.ts'

/** Parses "started" or "+started", or "-started" for descending, in upper or lower case; null for anything else. */
export function parseSort(text: string): Sort | null {
  const descending = text.startsWith('-')
  const name = text.replace(/^[+-]/, '').toLowerCase()
  const by = sortKeys.find((key) => key === name)
  return by === undefined ? null : { by, descending }
}

export const serializeSort = ({ by, descending }: Sort): string => (descending ? `-${by}` : by)
