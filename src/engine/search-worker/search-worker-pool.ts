import { createRpcClient, type RpcClient, type RpcClientPort } from '#worker/rpc.ts'
import { clientErrorOptions } from '#engine/rpc/error-options.ts'

import type { SearchWorkerMethods } from './search-worker.ts'

export type SearchWorkerPool = {
  /** Calls a method of the least busy worker. Urgent calls, which a person waits for, go before all queued ones. */
  call: <N extends keyof SearchWorkerMethods>(
    method: N,
    params: SearchWorkerMethods[N]['params'],
    priority: 'urgent' | 'normal',
  ) => Promise<SearchWorkerMethods[N]['result']>
  /** How many concurrent calls keep all workers busy. */
  readonly concurrency: number
}

type PoolWorker = { client: RpcClient<SearchWorkerMethods>; jobCount: number }
/** Sends a queued call to a worker. */
type Job = (worker: PoolWorker) => void

/** Max jobs per worker: one running, one queued, so that the worker stays busy while the engine is. */
const maxJobsPerWorker = 2

type SearchWorkerPoolOptions = {
  startWorker: () => RpcClientPort
  maxWorkers: number
  /** Idle time after which all workers are terminated, in milliseconds. */
  idleTimeoutMs?: number
}

/** Calls a search worker, and once more if that failed, since the pool replaces one that stopped. Null if both failed. */
export async function callTwice<T>(call: () => Promise<T>): Promise<T | null> {
  return await call()
    .catch(call)
    .catch(() => null)
}

/** A pool of search workers. Starts workers on demand and terminates them when they have been idle for a while. */
export function createSearchWorkerPool({
  startWorker,
  maxWorkers,
  idleTimeoutMs = 3_000,
}: SearchWorkerPoolOptions): SearchWorkerPool {
  const workers = new Set<PoolWorker>()
  const queue: Job[] = []
  let idleTimer: ReturnType<typeof setTimeout> | undefined

  function assignJobs(): void {
    clearTimeout(idleTimer)
    for (let worker = availableWorker(); worker; worker = availableWorker()) {
      const job = queue.shift()
      if (!job) break
      job(worker)
    }
    if (queue.length === 0 && [...workers].every(({ jobCount }) => jobCount === 0))
      idleTimer = setTimeout(terminateAll, idleTimeoutMs)
  }

  /** The least busy worker that can take a job, or null. Prefers a new worker to a busy one. */
  function availableWorker(): PoolWorker | null {
    const [leastBusy] = [...workers].toSorted((a, b) => a.jobCount - b.jobCount)
    if (leastBusy?.jobCount === 0) return leastBusy
    if (workers.size < maxWorkers) return queue.length > 0 ? spawnWorker() : null
    return leastBusy && leastBusy.jobCount < maxJobsPerWorker ? leastBusy : null
  }

  function spawnWorker(): PoolWorker {
    const client = createRpcClient<SearchWorkerMethods>(startWorker(), {
      ...clientErrorOptions('A search worker stopped.'),
      onExit: () => void workers.delete(worker),
    })
    const worker: PoolWorker = { client, jobCount: 0 }
    workers.add(worker)
    return worker
  }

  function terminateAll(): void {
    for (const { client } of workers) client.terminate()
    workers.clear()
  }

  return {
    concurrency: maxWorkers * maxJobsPerWorker,
    call: (method, params, priority) =>
      new Promise((resolve, reject) => {
        const job: Job = (worker) => {
          worker.jobCount++
          const onSettled = () => {
            worker.jobCount--
            assignJobs()
          }
          worker.client.call(method, params).finally(onSettled).then(resolve, reject)
        }
        if (priority === 'urgent') queue.unshift(job)
        else queue.push(job)
        assignJobs()
      }),
  }
}
