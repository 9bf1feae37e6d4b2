import { useEffect, useRef, useState } from 'react'

import { flowOf, sourceOf, type RunList } from '#contract/run-source.ts'
import { isAbort, normalizeError, type Problem } from '#contract/problem.ts'
import type { ExportOptions, ExportResult } from '#engine/rpc/exported-file.ts'
import { sendAuditEvent } from '#session/send-audit-event.ts'
import { getEngine } from '#queries/clients.ts'
import { useRetryOnRecovery } from '#status/use-retry-on-recovery.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import { download } from '#ui/download.ts'

import { exportFileName } from './export-text.ts'

type ExportRequest = {
  form: ExportOptions
  query: ListQuery
  /** Expected number of engagements. */
  total: number
  /** What was asked of Twilio when the export started; null for nothing. */
  asked: Loader['filtered']
}

/** A finished file. It must not be downloaded before the audit event is accepted. */
export type FinishedExport = { request: ExportRequest; result: ExportResult; fileName: string }

export type ExportStage =
  | { state: 'options' }
  /** `auditing`: the file is finished, and the audit event is being sent. */
  | { state: 'building' | 'auditing'; done: number; total: number }
  | { state: 'build-failed'; problem: Problem; request: ExportRequest }
  | { state: 'audit-failed'; problem: Problem; exported: FinishedExport }
  | { state: 'done'; exported: FinishedExport }

/** Distinguishes the progress events of different exports. */
let lastExportId = 0

/**
 * An export in three steps: the engine builds the file, the audit event is sent, the file is downloaded. The file is kept
 * until then. Unmounting aborts.
 */
export function useExport(runList: RunList) {
  const [stage, setStage] = useState<ExportStage>({ state: 'options' })
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  async function start(request: ExportRequest): Promise<void> {
    const { form, query, total } = request
    const exportId = ++lastExportId
    const { signal } = (abort.current = new AbortController())
    setStage({ state: 'building', done: 0, total })
    const unsubscribe = getEngine().subscribe((event) => {
      if (event.type === 'export-progress' && event.exportId === exportId && !signal.aborted)
        setStage({ state: 'building', done: event.done, total: event.total })
    })
    try {
      const result = await getEngine().call(
        'export',
        { runList, query: parseQuery(query), exportOptions: form, exportId },
        signal,
      )
      const fileName = exportFileName({ runList, result, form, query })
      await auditAndDownload({ request, result, fileName })
    } catch (thrown) {
      if (!isAbort(thrown)) setStage({ state: 'build-failed', problem: normalizeError(thrown), request })
    } finally {
      unsubscribe()
    }
  }

  async function auditAndDownload(exported: FinishedExport): Promise<void> {
    const { result, fileName } = exported
    const { signal } = (abort.current = new AbortController())
    setStage({ state: 'auditing', done: result.total, total: result.total })
    try {
      const source = sourceOf(runList)
      await sendAuditEvent({
        event: 'export',
        flow: flowOf(runList),
        count: result.total,
        ...(source !== 'engagements' && { source }),
      })
    } catch (thrown) {
      if (!signal.aborted) setStage({ state: 'audit-failed', problem: normalizeError(thrown), exported })
      return
    }
    if (signal.aborted) return
    download(result.file, fileName)
    setStage({ state: 'done', exported })
  }

  function retry(): void {
    if (stage.state === 'build-failed') void start(stage.request)
    if (stage.state === 'audit-failed') void auditAndDownload(stage.exported)
  }

  useRetryOnRecovery(stage.state === 'audit-failed' ? stage.problem : null, retry)

  return {
    stage,
    start: (request: ExportRequest) => void start(request),
    retry,
    /** Aborts the export and returns to the options. */
    cancel: () => {
      abort.current?.abort()
      setStage({ state: 'options' })
    },
  }
}
