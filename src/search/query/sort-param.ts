import { sortKeys, type Sort } from './list-query.ts'

/** Parses "started", or "-started" for descending; null for anything else. */
export function parseSort(text: string): Sort | null {
  const descending = text.startsWith('-')
  const by = sortKeys.find((key) => key === (descending ? text.slice(1) : text))
  return by === undefined ? null : { by, descending }
}

export const serializeSort = ({ by, descending }: Sort): string => (descending ? `-${by}` : by)
