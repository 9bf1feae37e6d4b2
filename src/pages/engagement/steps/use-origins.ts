import { useEffect, useState } from 'react'

import { JsonTextError } from '#json/error.ts'
import { openDiff, openJson } from '#json/open.ts'
import { originsOf } from '#story/origins.ts'

/** Which step set each value: by node of the last text's index, the index of the step. */
export type Origins = { text: string; steps: Uint16Array }

/**
 * Which of the steps so far set each value of the last one's context; null until all of their contexts are here and
 * compared, and where one of them is no JSON.
 */
export function useOrigins(texts: readonly (string | null)[]): Origins | null {
  const [origins, setOrigins] = useState<Origins | null>(null)
  const last = texts.at(-1) ?? null
  const isWhole = texts.every((text) => text !== null)
  useEffect(() => {
    if (!isWhole || last === null) return
    let isWanted = true
    trace(texts.filter((text) => text !== null)).then(
      (steps) => isWanted && setOrigins({ text: last, steps }),
      (thrown: unknown) => {
        if (!(thrown instanceof JsonTextError)) throw thrown
      },
    )
    return () => {
      isWanted = false
    }
  }, [texts, isWhole, last])
  return origins?.text === last ? origins : null
}

async function trace(texts: readonly string[]): Promise<Uint16Array> {
  const docs = await Promise.all(texts.map(openJson))
  const [first, ...others] = docs
  if (!first) return new Uint16Array()
  return originsOf(first, await Promise.all(others.map((doc, i) => openDiff(docs[i] ?? first, doc))))
}
