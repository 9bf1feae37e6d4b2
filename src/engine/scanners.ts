import { Problem } from '#contract/problem.ts'

import { watchLifeline } from '#json/lifeline.ts'
import type { ScanReply, ScanRequest } from './scanner-messages.ts'
import type { ScanJobs, ScanName } from './scanner.ts'

/** The engine's end of a scanner's port: a Worker. */
type ScannerPort = {
  postMessage: (message: ScanRequest) => void
  addEventListener: ((type: 'message', listener: (event: MessageEvent<ScanReply>) => void) => void) &
    ((type: 'error', listener: (event: Event) => void) => void)
  terminate: () => void
}

export type Scanners = {
  /** Asks a scanner that has time. Someone waits for what is urgent: it goes before all that is not. */
  ask: <N extends ScanName>(
    name: N,
    params: ScanJobs[N]['params'],
    when: 'urgent' | 'in-turn',
  ) => Promise<ScanJobs[N]['result']>
  /** How many askings keep all scanners busy. */
  readonly width: number
}

type Job = { request: ScanRequest; resolve: (result: unknown) => void; reject: (reason: unknown) => void }
type Worker = { port: ScannerPort; jobs: Map<number, Job>; stopWatching: () => void }

/** How many jobs a scanner is given at a time: one to do and one to go on with, be the engine busy meanwhile. */
const atATime = 2

type ScannersOptions = {
  /** Starts a scanner. */
  start: () => ScannerPort
  /** How many there may be. */
  most: number
  /** After how long without work they are ended, in milliseconds. */
  idle?: number
}

/** A few scanners, started when there is something to do and ended when there has been nothing for a while. */
export function createScanners({ start, most, idle = 3_000 }: ScannersOptions): Scanners {
  const workers = new Set<Worker>()
  const waiting: Job[] = []
  let lastId = 0
  let resting: ReturnType<typeof setTimeout> | undefined

  function next(): void {
    clearTimeout(resting)
    for (let worker = free(); worker; worker = free()) {
      const job = waiting.shift()
      if (!job) break
      worker.jobs.set(job.request.id, job)
      worker.port.postMessage(job.request)
    }
    if (waiting.length === 0 && [...workers].every(({ jobs }) => jobs.size === 0))
      resting = setTimeout(endAll, idle)
  }

  /** The scanner that has least to do, if it has time for more; a new one rather than one that is busy. */
  function free(): Worker | null {
    const [least] = [...workers].toSorted((a, b) => a.jobs.size - b.jobs.size)
    if (least?.jobs.size === 0) return least
    if (workers.size < most) return waiting.length > 0 ? startOne() : null
    return least && least.jobs.size < atATime ? least : null
  }

  function startOne(): Worker {
    const worker: Worker = { port: start(), jobs: new Map(), stopWatching: () => {} }
    workers.add(worker)
    worker.port.addEventListener('message', ({ data }) => {
      if ('alive' in data) {
        worker.stopWatching = watchLifeline(data.alive, () => died(worker))
        return
      }
      const job = worker.jobs.get(data.id)
      worker.jobs.delete(data.id)
      if ('failed' in data) job?.reject(new Problem('unexpected', { detail: data.failed }))
      else job?.resolve(data.result)
      next()
    })
    worker.port.addEventListener('error', () => died(worker))
    return worker
  }

  function died(worker: Worker): void {
    end(worker)
    for (const { reject } of worker.jobs.values())
      reject(new Problem('unexpected', { detail: 'A search worker stopped.' }))
    worker.jobs.clear()
    next()
  }

  function end(worker: Worker): void {
    workers.delete(worker)
    worker.stopWatching()
    worker.port.terminate()
  }

  function endAll(): void {
    for (const worker of workers) end(worker)
  }

  return {
    width: most * atATime,
    ask: (name, params, when) =>
      new Promise((resolve, reject) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `name` and `params` belong together by this function's own type
        const request = { id: ++lastId, ask: name, params } as ScanRequest
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reply to `name` is of its result's type: `serveScanner` answers from the same table
        const job: Job = { request, resolve: resolve as (result: unknown) => void, reject }
        if (when === 'urgent') waiting.unshift(job)
        else waiting.push(job)
        next()
      }),
  }
}
