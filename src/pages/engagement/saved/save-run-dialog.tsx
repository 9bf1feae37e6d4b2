import { useQuery } from '@tanstack/react-query'
import { FileDown } from 'lucide'
import { useState, type ReactNode } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { pluralize } from '#format/count.ts'
import { stepsQuery } from '#queries/context.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'
import { noMask, useTextMask } from '#ui/text/text-mask.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { stepsWithSid } from './collect-run.ts'
import { maxFileBytes } from './saved-run-file.ts'
import { useSaveRun } from './use-save-run.ts'

/** With more steps, their contexts are saved only on request. */
const maxAutomaticRequests = 25

type SaveRunDialogProps = { runList: RunList; engagementSid: EngagementSid; onClose: () => void }

/** Saves one run as a file that Flowdesk opens again. */
export function SaveRunDialog({ runList, engagementSid, onClose }: SaveRunDialogProps) {
  const { stage, save } = useSaveRun(runList, engagementSid)
  const { data: steps } = useQuery(stepsQuery(runList, engagementSid))
  const requests = steps && stepsWithSid(steps).length
  // On the screen masked data stays masked in files.
  const isMaskRequired = useTextMask() !== noMask
  const [isMaskChosen, setIsMaskChosen] = useState(false)
  const [contextsChoice, setContextsChoice] = useState<boolean | null>(null)
  const isMasked = isMaskRequired || isMaskChosen
  const withStepContexts = contextsChoice ?? (requests ?? 0) <= maxAutomaticRequests

  return (
    <Dialog title="Save run" onClose={onClose} className="w-120">
      <p>
        One file with the run’s details, story, steps and contexts. “Open a saved run” on the first page shows
        it again, also after Twilio has deleted the run.
      </p>
      <fieldset disabled={stage.state === 'saving'} className="flex flex-col gap-2 py-4">
        <legend className="sr-only">What to save</legend>
        <Choice checked={isMasked} disabled={isMaskRequired} onChange={setIsMaskChosen}>
          Replace phone numbers, e-mail addresses and card numbers by names (phone-A, phone-B)
        </Choice>
        <Choice checked={withStepContexts} onChange={setContextsChoice}>
          Context after each step{requests === undefined ? '' : ` (up to ${pluralize(requests, 'request')})`}
        </Choice>
        {!isMasked && (
          <p className="text-xs text-warn">
            The file will hold personal data, readable by everyone who gets it.
          </p>
        )}
      </fieldset>
      <SaveResult stage={stage} />
      <form method="dialog" className="flex justify-end gap-2 pt-3">
        <Button type="submit">{stage.state === 'saved' ? 'Done' : 'Cancel'}</Button>
        <Button
          variant="primary"
          icon={<Icon icon={FileDown} size={14} />}
          disabled={stage.state === 'saving'}
          onClick={() => save({ isMasked, withStepContexts })}
        >
          {stage.state === 'failed' ? 'Try again' : 'Save'}
        </Button>
      </form>
    </Dialog>
  )
}

type ChoiceProps = {
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}

function Choice({ checked, disabled = false, onChange, children }: ChoiceProps) {
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        className="focus-ring mt-0.5 size-4 shrink-0 rounded-sm accent-accent"
      />
      <span>{children}</span>
    </label>
  )
}

function SaveResult({ stage }: Pick<ReturnType<typeof useSaveRun>, 'stage'>) {
  switch (stage.state) {
    case 'options':
      return null
    case 'saving':
      return (
        <div className="flex flex-wrap items-center gap-3">
          <ProgressBar label="Saving the run" value={stage.done} max={Math.max(1, stage.total)} />
          {stage.total > 0 && (
            <p className="text-muted tabular-nums">{`${stage.done} of ${pluralize(stage.total, 'context')}`}</p>
          )}
        </div>
      )
    case 'failed':
      return <ProblemView problem={stage.problem} title="The run couldn’t be saved" />
    case 'too-large':
      return (
        <p role="alert" className="text-danger">
          {`The file would have ${toMegabytes(stage.bytes)} MB, and Flowdesk opens up to ${toMegabytes(maxFileBytes)} MB. Save the run without the context after each step.`}
        </p>
      )
    case 'saved':
      return (
        <p role="status" className="break-all">
          Saved as <span className="font-mono text-xs">{stage.fileName}</span>
        </p>
      )
  }
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024)
}
