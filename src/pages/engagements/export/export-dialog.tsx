import { Download } from 'lucide'
import { useId, useState, type ReactNode } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { pluralize, formatCount } from '#format/count.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import type { ExportOptions } from '#engine/rpc/exported-file.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { parseJsonPath } from '#json/path/json-path.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { noMask, useTextMask } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import { describeExport } from './export-text.ts'
import { ExportFormFields, defaultChoice, type ExportChoice } from './export-form-fields.tsx'
import { ExportSummary } from './export-summary.tsx'
import { ExportError } from './export-error.tsx'
import { useExport, type FinishedExport } from './use-export.ts'
import { useAutoFocus } from '#ui/keys/use-auto-focus.ts'

export type ExportDialogProps = {
  runList: RunList
  /** The loaded rows and their query; null before the first rows. */
  rowWindow: (RowsInView & { query: ListQuery }) | null
  loader: Loader
  /** The JSONPaths among the list's columns. */
  paths: readonly string[]
  onClose: () => void
}

/** The export dialog: options, progress, error and result. */
export function ExportDialog({ runList, rowWindow, loader, paths, onClose }: ExportDialogProps) {
  const [choice, setChoice] = useState(defaultChoice)
  const { stage, start, retry, cancel } = useExport(runList)
  const masked = useTextMask() !== noMask
  const zone = useTimeZone()
  const total = rowWindow?.total ?? 0

  function handleExport() {
    if (rowWindow && total > 0)
      start({
        form: toExportOptions(choice, paths, masked, zone),
        query: rowWindow.query,
        total,
        asked: loader.filtered,
      })
  }

  function renderContent(): ReactNode {
    switch (stage.state) {
      case 'options':
        return (
          <>
            <ExportSummary rowWindow={rowWindow} loader={loader} masked={masked} />
            <ExportFormFields choice={choice} contextColumnCount={paths.length} onChange={setChoice} />
            <form method="dialog" className="flex justify-end gap-2 pt-5">
              <Button type="submit">Cancel</Button>
              <Button
                variant="primary"
                icon={<Icon icon={Download} size={14} />}
                disabled={total === 0}
                onClick={handleExport}
              >
                Export
              </Button>
            </form>
          </>
        )
      case 'building':
      case 'auditing':
        return <ExportProgress done={stage.done} total={stage.total} onCancel={cancel} />
      case 'build-failed':
      case 'audit-failed':
        return (
          <ExportError
            hasFile={stage.state === 'audit-failed'}
            problem={stage.problem}
            onRetry={retry}
            onCancel={cancel}
          />
        )
      case 'done':
        return <ExportDone {...stage.exported} />
    }
  }

  return (
    <Dialog
      title="Export engagements"
      closedBy={stage.state === 'options' || stage.state === 'done' ? 'any' : 'closerequest'}
      onClose={onClose}
      className="w-120"
    >
      {renderContent()}
    </Dialog>
  )
}

function toExportOptions(
  { format, safe, contexts }: ExportChoice,
  paths: readonly string[],
  masked: boolean,
  timeZone: TimeZone,
): ExportOptions {
  if (format === 'json-lines') return { format, maskPersonalData: masked }
  return {
    format,
    maskPersonalData: masked,
    escapeFormulas: safe,
    includeContexts: contexts,
    timeZone,
    paths: paths.map((path) => parseJsonPath(path) ?? []),
  }
}

function ExportProgress({ done, total, onCancel }: { done: number; total: number; onCancel: () => void }) {
  const cancel = useAutoFocus<HTMLButtonElement>()
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <ProgressBar label="Exporting engagements" value={done} max={total} />
        <p className="text-muted tabular-nums">{`${formatCount(done)} of ${pluralize(total, 'engagement')}`}</p>
      </div>
      <div className="flex justify-end pt-5">
        <Button ref={cancel} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </>
  )
}

function ExportDone({ result, fileName, request }: FinishedExport) {
  const id = useId()
  const done = useAutoFocus<HTMLButtonElement>()
  const zone = useTimeZone()
  return (
    <>
      <div id={id} className="flex flex-col gap-1">
        <p className="font-medium">{`${pluralize(result.total, 'engagement')} exported`}</p>
        <p className="font-mono text-xs break-all">{fileName}</p>
        {describeExport(result, request.form, request, zone).map((sentence) => (
          <p key={sentence} className="text-muted tabular-nums">
            {sentence}
          </p>
        ))}
      </div>
      <form method="dialog" className="flex justify-end pt-5">
        <Button ref={done} type="submit" variant="primary" aria-describedby={id}>
          Done
        </Button>
      </form>
    </>
  )
}
