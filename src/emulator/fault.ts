import type { Asked, Page } from './paging.ts'
import type { Fields } from './resources.ts'

/** A request that has reached a flow that misbehaves. */
export type Visit = {
  /** What was asked of the list of engagements; null for every other read. */
  asked: Asked | null
  request: Request
  /** What this emulator remembers of this flow: the only thing it does remember. */
  memory: Map<string, number>
}

/** How a flow misbehaves. Whatever is left out stays as it is in any flow. */
export type Fault = {
  /** Answers in place of the emulator, or rejects where a connection would break; null lets the answer be. */
  instead?: (visit: Visit) => Promise<Response> | Response | null
  /** Changes a page of engagements before it is written. */
  page?: (page: Page) => Page
  /** Which row of the list stands at an offset. */
  order?: (offset: number, count: number) => number
  /** Changes an engagement, or its context, before it is written. */
  fields?: (fields: Fields, position: number) => Fields
  /** Changes the text on its way out. */
  body?: (text: string, visit: Visit) => string | ReadableStream<Uint8Array>
}

/** Which page of the engagements is asked for, the first being 1; null for every other read. */
export function pageNumber({ asked }: Visit): number | null {
  return asked && Math.floor((asked.bookmark?.offset ?? 0) / asked.pageSize) + 1
}

export function isAfterPageOne(visit: Visit): boolean {
  return (pageNumber(visit) ?? 1) > 1
}

/** How often this has happened, this time included. */
export function countUp(memory: Map<string, number>, happening: string): number {
  // Tokens are new in every reading: forgetting all now and then only makes a fault show itself again.
  if (memory.size > 1000) memory.clear()
  const count = (memory.get(happening) ?? 0) + 1
  memory.set(happening, count)
  return count
}
