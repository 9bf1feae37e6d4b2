import { ArrowUpRight } from 'lucide'
import { Suspense, useId, useRef, useState, type FocusEvent } from 'react'
import { useNavigate } from 'react-router'

import { runListOf } from '#contract/run-source.ts'
import { paths } from '#urls/urls.ts'
import { pluralize } from '#format/count.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { SearchField } from '#ui/controls/search-field.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { Link } from '#ui/router/link.tsx'

import { pastedFlow } from '#pages/shared/search/pasted-flow.ts'
import { addRecentSearch, recentSearches } from '#pages/shared/search/recent-searches.ts'
import { SearchInterpretation } from '#pages/shared/search/search-interpretation.tsx'
import { parseFlowsQuery } from './parse-flows-query.ts'
import { useGoToResult } from './use-go-to-result.ts'

const SearchHints = lazyChunk(
  async () => (await import('#pages/engagements/search/search-hints.tsx')).SearchHints,
)

type FlowsSearchProps = {
  /** The search text in the URL. */
  text: string
  /** What stands in the box. */
  input: string
  onInput: (input: string) => void
  /** Number of flows to search; null until the flows are loaded. */
  flows: number | null
}

/**
 * The search box for users who do not know the flow. A search makes up to one request per flow, so it starts on Enter,
 * not while typing.
 */
export function FlowsSearch({ text, input, onInput, flows }: FlowsSearchProps) {
  const navigate = useNavigate()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [hasFocus, setHasFocus] = useState(false)
  const [areHintsClosed, setHintsClosed] = useState(false)
  const hasHints = hasFocus && input === '' && text === '' && !areHintsClosed
  const query = parseFlowsQuery(input)
  const targetList =
    query.kind === 'target' ? runListOf(query.target.flowSid, query.target.source ?? 'engagements') : null
  const { goToResult, cancel } = useGoToResult(field, text)

  function submit(next: string) {
    const runList = pastedFlow(next)
    if (runList !== null) {
      void navigate(paths.engagements(runList))
      return
    }
    addRecentSearch(next)
    if (next !== text) void navigate(paths.flows(next))
  }

  function search() {
    submit(input.trim())
    if (input.trim() !== '') goToResult(input.trim())
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    cancel()
    if (currentTarget.contains(relatedTarget)) return
    setHasFocus(false)
    setHintsClosed(false)
  }

  function onEscape(): boolean {
    if (hasHints) setHintsClosed(true)
    return hasHints
  }

  function choose(recent: string) {
    onInput(recent)
    // The chosen button disappears.
    field.current?.focus()
    submit(recent)
    goToResult(recent)
  }

  return (
    <search onFocus={() => setHasFocus(true)} onBlur={onBlur} className="flex w-full min-w-0 flex-col gap-1">
      <div className="relative">
        <SearchField
          field={field}
          label="Search engagements"
          placeholder="Phone number, SID, order number, any text"
          value={input}
          onChange={(typed) => {
            cancel()
            setHintsClosed(false)
            onInput(typed)
          }}
          onEnter={search}
          // It starts no search: those shown are the flows, or the results of the text in the URL.
          onArrowDown={() => goToResult(text)}
          onEscape={onEscape}
          onClear={() => {
            onInput('')
            submit('')
          }}
          describedBy={id}
        />
        {hasHints && recentSearches().length > 0 && (
          <Suspense>
            <SearchHints onChoose={choose} />
          </Suspense>
        )}
      </div>
      <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        {input.trim() === '' ? (
          <p id={id}>
            Type a flow’s name to filter the flows. Enter searches the runs of every flow at once, for a phone
            number or its last digits, a SID, a Console link, an order number or any text.
          </p>
        ) : (
          <SearchInterpretation id={id} parsed={parseSearch(input)} />
        )}
        {query.kind === 'target' && targetList !== null && (
          <Link
            to={
              query.target.engagementSid === null
                ? paths.engagements(targetList)
                : paths.engagement(targetList, query.target.engagementSid)
            }
            className="focus-ring inline-flex items-center gap-1 rounded-sm font-medium text-accent hover:underline"
          >
            {query.target.engagementSid === null ? 'Open flow' : 'Open engagement'}
            <Icon icon={ArrowUpRight} size={14} />
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
