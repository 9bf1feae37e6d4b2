import { createCachedFlow, type FetchPage, type CachedFlow } from './cached-flow.ts'
import type { RunList } from '#contract/run-source.ts'
import type { Compress } from '#engine/store/compression.ts'

/**
 * Max bytes of cached pages, all flows together. A million engagements of 3 kB compress to 400 MB. Browsers discard tabs
 * with much more memory first.
 */
const defaultMaxBytes = 600_000_000

type FlowCacheOptions = {
  fetchPage: FetchPage
  /** Is called when a flow was evicted. */
  onEvicted: (runList: RunList) => void
  /** Compresses loaded pages. Default: in this thread. */
  compress?: Compress
  /** Default: 600 MB. */
  maxBytes?: number | undefined
}

/** Caches flows and evicts the least recently used ones when they take too much memory. */
export class FlowCache {
  /** Least recently used first: a Map keeps the order in which its keys were set. */
  readonly #flows = new Map<RunList, CachedFlow>()
  /** The versions of removed flows. A flow loaded again continues from there; a lower version would count as stale. */
  readonly #versions = new Map<RunList, number>()
  readonly #options: FlowCacheOptions
  #initialVersion = 0

  constructor(options: FlowCacheOptions) {
    this.#options = options
  }

  /** Sets the first version of flows that are loaded for the first time. */
  setInitialVersion(version: number): void {
    this.#initialVersion = version
  }

  /** Returns the cached flow or creates it, and marks it as used. */
  getOrCreate(sid: RunList): CachedFlow {
    const { fetchPage, compress } = this.#options
    const flow =
      this.#flows.get(sid) ??
      createCachedFlow(sid, fetchPage, this.#versions.get(sid) ?? this.#initialVersion, compress)
    this.#flows.delete(sid)
    this.#flows.set(sid, flow)
    return flow
  }

  /** Runs work on a flow, which is not evicted meanwhile. Then evicts other flows if the cache is too large. */
  async withPinned<T>(flow: CachedFlow, work: () => Promise<T>): Promise<T> {
    flow.pinCount++
    try {
      return await work()
    } finally {
      flow.pinCount--
      this.#evict(flow)
    }
  }

  remove(sid: RunList): void {
    const flow = this.#flows.get(sid)
    if (!flow) return
    flow.prefetcher.cancel()
    this.#versions.set(sid, flow.store.version)
    this.#flows.delete(sid)
  }

  /** Evicts the least recently used flows, but never the one just used: a single flow may exceed the limit. */
  #evict(justUsed: CachedFlow): void {
    const { maxBytes = defaultMaxBytes, onEvicted } = this.#options
    let totalBytes = 0
    for (const { store } of this.#flows.values()) totalBytes += store.sizeBytes
    for (const flow of this.#flows.values()) {
      if (totalBytes <= maxBytes) return
      if (flow === justUsed || flow.pinCount > 0 || flow.store.sizeBytes === 0) continue
      totalBytes -= flow.store.sizeBytes
      this.remove(flow.runList)
      onEvicted(flow.runList)
    }
  }
}
