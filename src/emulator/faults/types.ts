import type { FlowDefinition } from '#emulator/flows.ts'
import type { PageRequest, ListPage } from '#emulator/http/paging.ts'
import type { ResourceFields } from '#emulator/data/resource-fields.ts'

/** A request to a faulty flow. */
export type FaultContext = {
  /** The parsed paging query; null for every endpoint other than the lists of runs. */
  pageRequest: PageRequest | null
  request: Request
  /** Per-flow counters for faults that happen only sometimes: the emulator's only mutable state. */
  counters: Map<string, number>
}

/** How a flow deviates from normal behaviour. Every hook is optional. */
export type Fault = {
  /** Returns a response instead of the normal one, or rejects as a broken connection would; null for the normal response. */
  respondWith?: (context: FaultContext) => Promise<Response> | Response | null
  /** Changes a page of runs before it is serialized. */
  transformPage?: (page: ListPage) => ListPage
  /** Maps an offset in the list to the offset whose row is sent. */
  mapOffset?: (offset: number, count: number) => number
  /** Changes the fields of an engagement or of its context before they are serialized. */
  transformFields?: (fields: ResourceFields, position: number) => ResourceFields
  /** Changes the response body. */
  transformBody?: (text: string, context: FaultContext) => string | ReadableStream<Uint8Array>
  /** Compresses responses, for clients that accept gzip, whatever the emulator's options say. */
  isCompressed?: boolean
  /** Changes a compressed body. */
  transformGzip?: (
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
    context: FaultContext,
  ) => ReadableStream<Uint8Array<ArrayBuffer>>
}

/** A flow and its fault, which is empty for an ordinary flow. */
export type EmulatedFlow = { definition: FlowDefinition; fault: Fault }

/** The number of the requested page of engagements, from 1; null for every other endpoint. */
export function requestedPageNumber({ pageRequest }: FaultContext): number | null {
  return pageRequest && Math.floor((pageRequest.position?.offset ?? 0) / pageRequest.pageSize) + 1
}

export function isAfterFirstPage(context: FaultContext): boolean {
  return (requestedPageNumber(context) ?? 1) > 1
}

/** Adds one to a counter and returns it. */
export function incrementCounter(counters: Map<string, number>, key: string): number {
  // Tokens differ each time a list is loaded, so keys pile up. Clearing them only makes a fault happen again.
  if (counters.size > 1000) counters.clear()
  const count = (counters.get(key) ?? 0) + 1
  counters.set(key, count)
  return count
}
