import { useEffect, useState } from 'react'

import type { JsonDiff } from '#json/diff.ts'
import { JsonTextError } from '#json/error.ts'
import { openDiff, openJson } from '#json/open.ts'

type Compared = { left: string; right: string; result: JsonDiff | JsonTextError }

/** What differs between two texts, large ones in a worker; null until it is known, or while one is not here. */
export function useCompared(left: string | null, right: string | null): JsonDiff | JsonTextError | null {
  const [compared, setCompared] = useState<Compared | null>(null)
  useEffect(() => {
    if (left === null || right === null) return
    let isWanted = true
    const show = (result: JsonDiff | JsonTextError) => {
      if (isWanted) setCompared({ left, right, result })
    }
    compare(left, right).then(show, (thrown: unknown) => {
      if (thrown instanceof JsonTextError) show(thrown)
      else throw thrown
    })
    return () => {
      isWanted = false
    }
  }, [left, right])
  return compared && compared.left === left && compared.right === right ? compared.result : null
}

async function compare(left: string, right: string): Promise<JsonDiff> {
  return openDiff(await openJson(left), await openJson(right))
}
