import { orderKeys, type Order } from './question.ts'

/** Reads "started" or, descending, "-started"; null for anything else. */
export function parseOrder(text: string): Order | null {
  const descending = text.startsWith('-')
  const by = orderKeys.find((key) => key === (descending ? text.slice(1) : text))
  return by === undefined ? null : { by, descending }
}

export const printOrder = ({ by, descending }: Order): string => (descending ? `-${by}` : by)
