import { GitCompareArrows, History } from 'lucide'
import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#urls/urls.ts'
import type { RunList } from '#contract/run-source.ts'
import { describeSidFormat, type EngagementSid } from '#contract/sid.ts'
import { findSids } from '#search/interpret/find-sids.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Popover } from '#ui/floating/popover.tsx'

import { useUrlState } from '#pages/shared/use-url-state.ts'

type CompareMenuProps = {
  runList: RunList
  engagementSid: EngagementSid
  /** Looks for the last good run of the flow. */
  onFindLastGoodRun: () => void
}

/** Asks for the engagement to compare this one with, or finds one. */
export function CompareMenu({ onFindLastGoodRun, ...sids }: CompareMenuProps) {
  return (
    <Popover
      label="Compare with"
      button={{
        variant: 'quiet',
        size: 'sm',
        'aria-label': 'Compare',
        title: 'Compare with another engagement',
        'data-shortcut': 'c',
        icon: <Icon icon={GitCompareArrows} size={14} />,
      }}
    >
      {(close) => (
        <>
          <CompareForm {...sids} onDone={close} />
          <div className="flex w-80 max-w-full flex-col border-t border-line p-3">
            <Button
              icon={<Icon icon={History} size={14} />}
              aria-haspopup="dialog"
              onClick={() => {
                close()
                onFindLastGoodRun()
              }}
            >
              Find the last good run of this flow
            </Button>
          </div>
        </>
      )}
    </Popover>
  )
}

type CompareFormProps = { runList: RunList; engagementSid: EngagementSid; onDone: () => void }

function CompareForm({ runList, engagementSid, onDone }: CompareFormProps) {
  const navigate = useNavigate()
  const urlState = useUrlState()
  const id = useId()
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)

  function compare(event: FormEvent) {
    event.preventDefault()
    // The text may also be a link to Flowdesk or to the Twilio Console: the last SID in it counts.
    const other = findSids(text).engagements.at(-1)
    if (other === undefined) setError(`This isn’t an engagement SID: ${describeSidFormat('FN')}.`)
    else if (other === engagementSid) setError('That’s the run you’re viewing. Paste another one.')
    else {
      onDone()
      void navigate(paths.engagement(runList, engagementSid, { ...urlState, tab: 'steps', compare: other }))
    }
  }

  return (
    <form onSubmit={compare} className="flex w-80 max-w-full flex-col gap-2 p-3">
      <label className="flex flex-col gap-1 text-xs font-medium">
        Engagement to compare with
        <input
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : id}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setError(null)
          }}
          placeholder="SID or link"
          autoComplete="off"
          spellCheck={false}
          className="focus-ring h-8 rounded-md border border-line-strong bg-surface px-2.5 font-mono text-xs font-normal placeholder:font-sans placeholder:text-sm placeholder:text-faint aria-invalid:border-danger"
        />
      </label>
      {error !== null && (
        <p id={id} role="alert" className="text-xs text-danger">
          {error}
        </p>
      )}
      <p className="text-xs text-muted">
        Must be in this flow. The Contact tab lists this contact’s other runs.
      </p>
      <Button type="submit" variant="primary" className="self-end">
        Compare
      </Button>
    </form>
  )
}
