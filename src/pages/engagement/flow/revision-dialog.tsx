import { cutText } from '#format/cut-text.ts'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide'
import { useId, useState } from 'react'

import { normalizeError } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import { formatDateTime, parseTime } from '#format/time/time.ts'
import { revisionsQuery } from '#queries/flow-definition.ts'
import type { RevisionList } from '#twilio/defined-revision.ts'
import { Icon } from '#ui/icon.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { ExternalText } from '#pages/shared/values.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { otherRevisions } from './other-revisions.ts'
import { RevisionDiff } from './revision-diff.tsx'

type RevisionDialogProps = {
  flowSid: FlowSid
  revision: number
  /** The revision it is compared with at first; the one before by default. */
  other?: number
  onClose: () => void
}

/** Compares a revision of the flow with another one. Loads both when it opens. */
export function RevisionDialog({ flowSid, revision, other, onClose }: RevisionDialogProps) {
  const { data, error, refetch } = useQuery(revisionsQuery(flowSid))
  return (
    <Dialog title="Compare revisions" className="w-240" onClose={onClose}>
      <div className="-mx-5 -mb-5 flex h-[min(680px,calc(100dvh-120px))] min-h-60 flex-col">
        {error && !data ? (
          <ProblemView
            problem={normalizeError(error)}
            title="The flow’s revisions couldn’t be loaded"
            onRetry={() => void refetch()}
            variant="page"
          />
        ) : data ? (
          <ComparedRevisions flowSid={flowSid} revision={revision} first={other ?? null} list={data} />
        ) : (
          <TabSkeleton label="Loading the revisions" />
        )}
      </div>
    </Dialog>
  )
}

type ComparedRevisionsProps = {
  flowSid: FlowSid
  revision: number
  first: number | null
  list: RevisionList
}

function ComparedRevisions({ flowSid, revision, first, list }: ComparedRevisionsProps) {
  const { revisions, isComplete } = list
  const id = useId()
  const zone = useTimeZone()
  const displayText = useDisplayText()
  const [chosen, setChosen] = useState(first)
  const others = otherRevisions(list, revision, first)
  const previous = others.find((each) => each.revision < revision) ?? others.at(-1)
  const other = chosen ?? previous?.revision
  if (other === undefined)
    return <p className="px-5 py-4 text-muted">Revision {revision} is the flow’s only one.</p>
  const [from, to] = [Math.min(other, revision), Math.max(other, revision)]
  const saved = revisions.filter((each) => each.revision > from && each.revision <= to)

  const optionText = ({ revision: number, date, message }: (typeof others)[number]) => {
    const ms = parseTime(date)
    const parts = [
      String(number),
      ms === null ? '' : formatDateTime(ms, zone),
      shorten(displayText(message ?? '')),
    ]
    return parts.filter((part) => part !== '').join(', ')
  }
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-5 pb-2">
        <label htmlFor={id}>
          {other < revision
            ? `What changed up to revision ${revision} since`
            : `What changed since revision ${revision} in`}
        </label>
        <span className="relative inline-flex max-w-full min-w-0 items-center">
          <select
            id={id}
            value={other}
            onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
            className="focus-ring h-7 min-w-0 appearance-none truncate rounded-md border border-line-strong bg-surface pr-7 pl-2 hover:bg-hover"
          >
            {others.map((each) => (
              <option key={each.revision} value={each.revision}>
                {optionText(each)}
              </option>
            ))}
          </select>
          <Icon icon={ChevronDown} size={14} className="pointer-events-none absolute right-2 text-muted" />
        </span>
        {!isComplete && <span className="text-xs text-muted">The newest {revisions.length} revisions.</span>}
      </div>
      {/* The list scrolls, so the keyboard must reach it. */}
      <ul
        tabIndex={0}
        aria-label="Revisions since"
        className="focus-ring-inset max-h-20 shrink-0 overflow-y-auto border-b border-line px-5 py-1.5 text-xs text-muted"
      >
        {saved.map(({ revision: number, message }) => (
          <li key={number} className="wrap-anywhere">
            <span className="tabular-nums">{number}</span>:{' '}
            {message === null ? 'no message' : <ExternalText text={message} />}
          </li>
        ))}
      </ul>
      <RevisionDiff key={`${from}-${to}`} flowSid={flowSid} from={from} to={to} />
    </>
  )
}

/** In UTF-16 units. */
const maxMessageLength = 80

function shorten(text: string): string {
  return cutText(text, maxMessageLength)
}
