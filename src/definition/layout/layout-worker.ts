import { layoutGraph, type LayoutRequest } from './layout-graph.ts'

self.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) =>
  self.postMessage(layoutGraph(data)),
)
