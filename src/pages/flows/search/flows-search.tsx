import { ArrowUpRight } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import { countOf } from '#display/count.ts'
import { parseSearch } from '#search/parse-search.ts'
import { Button } from '#ui/button.tsx'
import { SearchField } from '#ui/search-field.tsx'

import { remember } from '#pages/engagements/search/recent-searches.ts'
import { SearchReading } from '#pages/engagements/search/search-reading.tsx'
import { readAsked } from './wanted.ts'

type FlowsSearchProps = {
  /** What is being searched for, as the address has it. */
  text: string
  /** How many flows there are to search; null before that is known. */
  flows: number | null
}

/**
 * The search box of the lists, for those who do not know the flow. Every search costs requests, so it begins with
 * Enter, not with a pause in typing; what it will cost is said before.
 */
export function FlowsSearch({ text, flows }: FlowsSearchProps) {
  const navigate = useNavigate()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState(text)
  const [seen, setSeen] = useState(text)
  if (seen !== text) {
    // Another address, by the way back or a link: the box says what it says.
    setSeen(text)
    setDraft(text)
  }
  const asked = readAsked(draft)

  function go(next: string) {
    remember(next)
    if (next !== text) void navigate(paths.flows(next))
  }

  return (
    <search className="flex w-full min-w-0 flex-col gap-1">
      <SearchField
        field={field}
        label="Search engagements"
        placeholder="Phone number, SID, order number, any text"
        value={draft}
        onChange={setDraft}
        onEnter={() => go(draft.trim())}
        onClear={() => {
          setDraft('')
          go('')
        }}
        describedBy={draft.trim() === '' ? undefined : id}
      />
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        {draft.trim() === '' ? (
          <p>Which flow a customer was in nobody needs to know: this looks into all of them.</p>
        ) : (
          <SearchReading id={id} parsed={parseSearch(draft)} />
        )}
        {asked.kind === 'target' && (
          <Link
            to={
              asked.target.engagementSid === null
                ? paths.engagements(asked.target.flowSid)
                : paths.engagement(asked.target.flowSid, asked.target.engagementSid)
            }
            className="focus-ring inline-flex items-center gap-1 rounded-sm font-medium text-accent hover:underline"
          >
            {asked.target.engagementSid === null ? 'Open the flow' : 'Open the engagement'}
            <ArrowUpRight aria-hidden size={14} />
          </Link>
        )}
        {asked.kind === 'search' && draft.trim() !== text && flows !== null && (
          <Button size="sm" onClick={() => go(draft.trim())}>
            Search {countOf(flows, 'flow')}, a request each at most
          </Button>
        )}
      </div>
    </search>
  )
}
