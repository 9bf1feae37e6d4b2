import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

import { defaultView, paths } from '#address/address.ts'
import { countOf, formatCount } from '#display/count.ts'
import type { EngagementRow, RowsInView } from '#engine/protocol.ts'
import { everything } from '#search/question.ts'
import { MarkedText } from '#ui/marked-text.tsx'
import { useShown } from '#ui/veil.ts'

import { StatusMark } from '#pages/shared/status-mark.tsx'
import { Foreign, Missing, Moment, SidText } from '#pages/shared/values.tsx'
import type { HuntedFlow, Look } from './hunt.ts'
import { mostShown, useFlowMatches } from './use-flow-matches.ts'

type FlowGroupProps = { flow: HuntedFlow; look: Look; text: string; complete: boolean }

/** What a flow has of what is looked for. Nothing is shown of a flow that has nothing: the line above the groups counts it. */
export function FlowGroup({ flow, look, text, complete }: FlowGroupProps) {
  const matches = useFlowMatches(flow.sid, text)
  if (look.state === 'failed') {
    return (
      <Group flow={flow} text={text} note={`${look.problem.message} ${look.problem.remedy}`} tone="danger" />
    )
  }
  const isSearching = matches?.search?.state === 'running'
  if (matches === null || (matches.total === 0 && !isSearching)) return null
  return (
    <Group flow={flow} text={text} note={describeMatchesOf(matches, complete)}>
      {matches.rows.map((row) => (
        <Match key={row.row} row={row} flow={flow} text={text} />
      ))}
      {matches.total > mostShown && (
        <li className="border-b border-line px-5 py-2">
          <Link to={listOf(flow, text)} className="focus-ring rounded-sm text-accent hover:underline">
            All {formatCount(matches.total)} in this flow
          </Link>
        </li>
      )}
    </Group>
  )
}

/** "3 match among the 1,000 newest read; more exist". */
function describeMatchesOf({ total, read, search }: RowsInView, complete: boolean): string {
  const among = complete
    ? `among all ${countOf(read, 'engagement')}`
    : `among the ${formatCount(read)} newest; more exist`
  const searched =
    search === null || search.state === 'done'
      ? ''
      : ` · contexts of ${formatCount(search.searched)} looked through`
  const unknown =
    search === null || search.empty === 0
      ? ''
      : ` · ${formatCount(search.empty)} came without their context, open the flow to load them`
  return `${formatCount(total)} match ${among}${searched}${unknown}`
}

function listOf(flow: HuntedFlow, text: string): string {
  return paths.engagements(flow.sid, { ...defaultView, question: { ...everything, text } })
}

type GroupProps = {
  flow: HuntedFlow
  text: string
  note: string
  tone?: 'danger'
  children?: ReactNode
}

function Group({ flow, text, note, tone, children }: GroupProps) {
  const shown = useShown()
  const name = shown(flow.friendly_name ?? '') || flow.sid
  return (
    <section aria-label={name}>
      <header className="sticky top-0 z-10 flex min-h-10 flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line bg-canvas px-5 py-1.5">
        <h2 className="min-w-0 truncate font-semibold">
          <bdi>{name}</bdi>
        </h2>
        <p className={`text-xs tabular-nums ${tone === 'danger' ? 'text-danger' : 'text-muted'}`}>{note}</p>
        <Link
          to={listOf(flow, text)}
          className="focus-ring ml-auto inline-flex items-center gap-1 rounded-sm text-xs text-accent hover:underline"
        >
          Search this flow
          <ArrowRight aria-hidden size={12} />
        </Link>
      </header>
      <ul>{children}</ul>
    </section>
  )
}

function Match({ row, flow, text }: { row: EngagementRow; flow: HuntedFlow; text: string }) {
  const { sid, status, contact, started, found } = row
  return (
    <li className="@container relative flex min-h-10 flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line bg-surface px-5 py-2 hover:bg-hover">
      <span className="shrink-0 @md:w-20">
        <StatusMark status={status} />
      </span>
      <span className="max-w-full shrink-0 truncate tabular-nums @md:w-44">
        {contact === null ? <Missing what="No contact" /> : <Foreign text={contact} />}
      </span>
      <span className="shrink-0 text-muted @max-md:ml-auto @md:w-40 tabular-nums">
        <Moment ms={started} />
      </span>
      {found !== null && (
        <span className="min-w-0 truncate text-muted">
          <MarkedText {...found} />
        </span>
      )}
      <span className="ml-auto min-w-24 text-muted">
        {sid === null ? (
          <Missing what="No SID" />
        ) : (
          <Link
            aria-label={sid}
            to={paths.engagement(flow.sid, sid, { ...defaultView, question: { ...everything, text } })}
            className="focus-ring-inset block rounded-sm after:absolute after:inset-0"
          >
            <SidText sid={sid} />
          </Link>
        )}
      </span>
    </li>
  )
}
