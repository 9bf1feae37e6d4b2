import { ArrowUpRight } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#urls/urls.ts'
import { pluralize } from '#format/count.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'
import { Button } from '#ui/controls/button.tsx'
import { SearchField } from '#ui/controls/search-field.tsx'
import { Link } from '#ui/router/link.tsx'

import { pastedFlow } from '#pages/shared/search/pasted-flow.ts'
import { addRecentSearch } from '#pages/shared/search/recent-searches.ts'
import { SearchInterpretation } from '#pages/shared/search/search-interpretation.tsx'
import { parseFlowsQuery } from './parse-flows-query.ts'
import { useGoToResult } from './use-go-to-result.ts'

type FlowsSearchProps = {
  /** The search text in the URL. */
  text: string
  /** Number of flows to search; null until the flows are loaded. */
  flows: number | null
}

/**
 * The search box for users who do not know the flow. A search makes up to one request per flow, so it starts on Enter,
 * not while typing.
 */
export function FlowsSearch({ text, flows }: FlowsSearchProps) {
  const navigate = useNavigate()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [input, setInput] = useState(text)
  const [urlText, setUrlText] = useState(text)
  if (urlText !== text) {
    // The URL changed (back button or a link): show its text.
    setUrlText(text)
    setInput(text)
  }
  const query = parseFlowsQuery(input)
  const { goToResult, cancel } = useGoToResult(field, text)

  function submit(next: string) {
    const flow = pastedFlow(next)
    if (flow !== null) {
      void navigate(paths.engagements(flow))
      return
    }
    addRecentSearch(next)
    if (next !== text) void navigate(paths.flows(next))
  }

  function search() {
    submit(input.trim())
    goToResult(input.trim())
  }

  return (
    <search onBlur={cancel} className="flex w-full min-w-0 flex-col gap-1">
      <SearchField
        field={field}
        label="Search engagements"
        placeholder="Phone number, SID, order number, any text"
        value={input}
        onChange={(typed) => {
          cancel()
          setInput(typed)
        }}
        onEnter={search}
        // It starts no search: those shown are the results of the text in the URL.
        onArrowDown={() => goToResult(text)}
        onClear={() => {
          setInput('')
          submit('')
        }}
        describedBy={input.trim() === '' ? undefined : id}
      />
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        {input.trim() === '' ? (
          <p>Search every flow at once. You don’t need to know which one.</p>
        ) : (
          <SearchInterpretation id={id} parsed={parseSearch(input)} />
        )}
        {query.kind === 'target' && (
          <Link
            to={
              query.target.engagementSid === null
                ? paths.engagements(query.target.flowSid)
                : paths.engagement(query.target.flowSid, query.target.engagementSid)
            }
            className="focus-ring inline-flex items-center gap-1 rounded-sm font-medium text-accent hover:underline"
          >
            {query.target.engagementSid === null ? 'Open flow' : 'Open engagement'}
            <ArrowUpRight aria-hidden size={14} />
          </Link>
        )}
        {query.kind === 'search' && input.trim() !== text && flows !== null && (
          <Button
            size="sm"
            onClick={() => {
              // This button disappears.
              field.current?.focus()
              search()
            }}
          >
            {flows === 1 ? 'Search the flow' : `Search all ${pluralize(flows, 'flow')}`}
          </Button>
        )}
      </div>
    </search>
  )
}
