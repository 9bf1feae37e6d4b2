import { useEffect, useMemo, useRef, useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import type { EngagementRow } from '#engine/protocol.ts'
import { parseJsonPath } from '#json/paths.ts'
import { engine } from '#queries/sources.ts'

import type { ShownValue, ValueLookup } from './cell-values.ts'
import { keyOf, rowsToAsk, takeIn, type KnownValues } from './known-values.ts'

type Options = {
  flowSid: FlowSid
  /** The rows in view. */
  rows: readonly EngagementRow[]
  /** JSONPaths. */
  paths: readonly string[]
  /** The version of what the engine knows that the rows are of. */
  version: number
}

const nothing: KnownValues = new Map()

/**
 * The values at some paths of the rows in view, asked of the engine once for each row. A row's context stays the same as
 * long as its last update does; only what could not be had is asked for again, when the engine knows more.
 */
export function useValues({ flowSid, rows, paths, version }: Options): ValueLookup {
  const [known, setKnown] = useState(nothing)
  // One asking at a time: while rows fly by, only those that are in view when it ends are asked for next.
  const asking = useRef(false)

  useEffect(() => {
    const wanted = asking.current ? [] : rowsToAsk(known, rows, paths, version)
    if (wanted.length === 0) return
    asking.current = true
    const steps = paths.map((path) => parseJsonPath(path) ?? [])
    const keep = (answer: readonly (readonly ShownValue[])[]) => {
      asking.current = false
      setKnown((before) => takeIn(before, wanted, paths, (i) => answer[i] ?? [], version))
    }
    engine()
      .ask('values', { flowSid, rows: wanted.map(({ row }) => row), paths: steps })
      .then(keep, () => keep([]))
  }, [flowSid, known, rows, paths, version])

  return useMemo(() => (row, path) => known.get(keyOf(row))?.values.get(path) ?? { state: 'asked' }, [known])
}
