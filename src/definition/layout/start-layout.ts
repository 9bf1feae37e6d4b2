import type { GraphLayout, LayoutRequest } from './layout-graph.ts'

/**
 * Arranges a graph in a worker of its own, which ends with it.
 * @param onDone gets the layout; null if the worker failed
 * @returns a function that stops it
 */
export function startLayout(
  request: LayoutRequest,
  onDone: (layout: GraphLayout | null) => void,
): () => void {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<GraphLayout>) => {
    worker.terminate()
    onDone(data)
  })
  worker.addEventListener('error', () => onDone(null))
  worker.postMessage(request)
  return () => worker.terminate()
}
