import { Download } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import { countOf, formatCount } from '#display/count.ts'
import type { FileForm, RowsInView } from '#engine/protocol.ts'
import { parseJsonPath } from '#json/paths.ts'
import { isFiltered, type Question } from '#search/question.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { noVeil, useVeil } from '#ui/veil.ts'

import type { Reading } from '#pages/engagements/use-reading.ts'
import { describeMade } from './export-words.ts'
import { FormFields, usualChoice, type Choice } from './form-fields.tsx'
import { Holds } from './holds.tsx'
import { NotExported } from './not-exported.tsx'
import { useExport, type Exported } from './use-export.ts'
import { useFocus } from './use-focus.ts'

export type ExportDialogProps = {
  flowSid: FlowSid
  /** The rows at hand, and what they answer; null before there are any. */
  chunk: (RowsInView & { question: Question }) | null
  reading: Reading
  /** The JSONPaths among the list's columns. */
  paths: readonly string[]
  onClose: () => void
}

/** What the file will hold, what it is to be, how far it has come, and what came of it. */
export function ExportDialog({ flowSid, chunk, reading, paths, onClose }: ExportDialogProps) {
  const [choice, setChoice] = useState(usualChoice)
  const { stage, begin, tryAgain, cancel } = useExport(flowSid)
  const masked = useVeil() !== noVeil
  const total = chunk?.total ?? 0

  function start() {
    if (chunk && total > 0)
      begin({ form: formOf(choice, paths, masked), question: chunk.question, of: total })
  }

  function contentOf(): ReactNode {
    switch (stage.at) {
      case 'choosing':
        return (
          <>
            <Holds chunk={chunk} reading={reading} masked={masked} />
            <FormFields choice={choice} contextColumns={paths.length} onChange={setChoice} />
            <form method="dialog" className="flex justify-end gap-2 pt-5">
              <Button type="submit">Cancel</Button>
              <Button
                variant="primary"
                icon={<Download aria-hidden size={14} />}
                aria-disabled={total === 0}
                className="aria-disabled:opacity-60"
                onClick={start}
              >
                Export
              </Button>
            </form>
          </>
        )
      case 'making':
      case 'telling':
        return <Making done={stage.done} of={stage.of} onCancel={cancel} />
      case 'not-made':
      case 'not-told':
        return (
          <NotExported
            isMade={stage.at === 'not-told'}
            problem={stage.problem}
            onRetry={tryAgain}
            onCancel={cancel}
          />
        )
      case 'done':
        return <Done {...stage.exported} />
    }
  }

  return (
    <Dialog
      title="Export engagements"
      stays={stage.at !== 'choosing' && stage.at !== 'done'}
      onClose={onClose}
      className="w-120"
    >
      {contentOf()}
    </Dialog>
  )
}

function formOf({ format, safe, contexts }: Choice, paths: readonly string[], masked: boolean): FileForm {
  if (format === 'json-lines') return { format, masked }
  return { format, masked, safe, contexts, paths: paths.map((path) => parseJsonPath(path) ?? []) }
}

function Making({ done, of, onCancel }: { done: number; of: number; onCancel: () => void }) {
  const cancel = useFocus<HTMLButtonElement>()
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <ProgressBar label="Exporting engagements" value={done} max={of} />
        <p className="text-muted tabular-nums">{`${formatCount(done)} of ${countOf(of, 'engagement')}`}</p>
      </div>
      <div className="flex justify-end pt-5">
        <Button ref={cancel} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </>
  )
}

function Done({ made, name, wanted }: Exported) {
  const id = useId()
  const done = useFocus<HTMLButtonElement>()
  return (
    <>
      <div id={id} className="flex flex-col gap-1">
        <p className="font-medium">{`${countOf(made.total, 'engagement')} exported`}</p>
        <p className="font-mono text-xs break-all">{name}</p>
        {describeMade(made, wanted.form, isFiltered(wanted.question)).map((sentence) => (
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
