import { createScanner, type Scanner } from './scanner.ts'
import type { Scanners } from './scanners.ts'

/** A scanner in the engine's own thread, for where there are no workers: in Node, in tests. */
export function createOwnScanner(): Scanners {
  const scanner = createScanner()
  let last: Promise<unknown> = Promise.resolve()
  return {
    width: 1,
    ask: (name, params) => {
      const mine = last.then(() => run(scanner, name, params))
      last = mine.catch(() => null)
      return mine
    },
  }
}

function run<N extends keyof Scanner>(
  scanner: Scanner,
  name: N,
  params: Parameters<Scanner[N]>[0],
): ReturnType<Scanner[N]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `name` and `params` belong together by this function's own type
  return (scanner[name] as (given: typeof params) => ReturnType<Scanner[N]>)(params)
}
