/**
 * The command of `npm run mcp`: the Model Context Protocol on stdin and stdout, for AI tools that start it. In the server it
 * runs as the thread behind `/mcp`.
 */
import { isMainThread, workerData } from 'node:worker_threads'

if (isMainThread) {
  const { serveStdio } = await import('./mcp/stdio.ts')
  await serveStdio()
} else {
  const { serveMcpThread } = await import('#mcp/mcp-thread.ts')
  serveMcpThread(workerData)
}
