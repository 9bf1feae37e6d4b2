import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { isAbort, normalizeError, type Problem } from '#contract/problem.ts'
import { flowOf, sourceOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { createPseudonymizer } from '#privacy/pseudonyms.ts'
import { sendAuditEvent } from '#session/send-audit-event.ts'
import { buildBlob } from '#ui/controls/build-blob.ts'
import { download } from '#ui/download.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { collectRun } from './collect-run.ts'
import { maxFileBytes, savedRunChunks } from './saved-run-file.ts'

export type SaveOptions = { isMasked: boolean; withStepContexts: boolean }

type SaveStage =
  | { state: 'options' }
  /** `total` is 0 while it is not known. */
  | { state: 'saving'; done: number; total: number }
  | { state: 'failed'; problem: Problem }
  | { state: 'too-large'; bytes: number }
  | { state: 'saved'; fileName: string; bytes: number }

/** Saves a run as a file: loads it, writes the audit event, downloads the file. Unmounting aborts. */
export function useSaveRun(runList: RunList, engagementSid: EngagementSid) {
  const client = useQueryClient()
  const zone = useTimeZone()
  const [stage, setStage] = useState<SaveStage>({ state: 'options' })
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  async function save({ isMasked, withStepContexts }: SaveOptions): Promise<void> {
    const { signal } = (abort.current = new AbortController())
    setStage({ state: 'saving', done: 0, total: 0 })
    try {
      const onProgress = (progress: { done: number; total: number }) =>
        setStage({ state: 'saving', ...progress })
      const replace = isMasked ? createPseudonymizer() : null
      const run = await collectRun({
        client,
        runList,
        engagementSid,
        withStepContexts,
        zone,
        replace: replace ?? ((text) => text),
        signal,
        onProgress,
      })
      const file = await buildBlob(savedRunChunks({ ...run, masked: isMasked }, replace))
      if (file.size > maxFileBytes) {
        setStage({ state: 'too-large', bytes: file.size })
        return
      }
      const source = sourceOf(runList)
      await sendAuditEvent({
        event: 'export',
        flow: flowOf(runList),
        count: 1,
        ...(source !== 'engagements' && { source }),
      })
      signal.throwIfAborted()
      const fileName = `run-${engagementSid}${isMasked ? '-masked' : ''}.json`
      download(file, fileName)
      setStage({ state: 'saved', fileName, bytes: file.size })
    } catch (thrown) {
      if (!isAbort(thrown) && !signal.aborted) setStage({ state: 'failed', problem: normalizeError(thrown) })
    }
  }

  return { stage, save: (options: SaveOptions) => void save(options) }
}
