import type { MessagePort, TransferListItem, Worker } from 'node:worker_threads'

import type { RpcClientPort } from '#worker/rpc.ts'

/** The thread's ends of two channels: calls from the server, and calls to it. */
export type ThreadPorts = { calls: MessagePort; api: MessagePort }

/**
 * A port of Node's as one of the web's, which `#worker/rpc.ts` expects. It can serve calls and make them.
 * @param thread whose end counts as the port's error: a port alone has none
 */
export function rpcPort(port: MessagePort, thread?: Worker) {
  const addEventListener: RpcClientPort<never, string>['addEventListener'] = (
    type: 'message' | 'error',
    // oxlint-disable-next-line typescript/no-explicit-any -- the union of the overloads' events
    listener: (event: any) => void,
  ) => {
    if (type === 'message') port.on('message', (data: unknown) => listener({ data }))
    else thread?.once('exit', () => listener(new Event('error')))
  }
  return {
    postMessage: (message: unknown, transfer: readonly TransferListItem[]) =>
      port.postMessage(message, transfer),
    addEventListener,
    terminate: () => void thread?.terminate(),
  }
}
