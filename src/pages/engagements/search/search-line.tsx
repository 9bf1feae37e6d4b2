import { Pause, Play } from 'lucide-react'
import { useMemo } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import type { RowsInView } from '#engine/protocol.ts'
import { engine } from '#queries/sources.ts'
import { parseSearch } from '#search/parse-search.ts'
import type { Question } from '#search/question.ts'
import { Button } from '#ui/button.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'

import { SearchReading } from './search-reading.tsx'
import { describeProgress } from './search-words.ts'
import { TargetLink } from './target-link.tsx'

type SearchLineProps = {
  flowSid: FlowSid
  question: Question
  /** What the engine has found so far; null until it has answered this question. */
  found: RowsInView | null
  /** The id the search box is described by. */
  readingId: string
}

/** How the search was read, and how far it has come. */
export function SearchLine({ flowSid, question, found, readingId }: SearchLineProps) {
  const parsed = useMemo(() => parseSearch(question.text), [question.text])
  const search = found?.search ?? null
  return (
    <section
      aria-label="Search"
      className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1 text-muted sm:flex-nowrap"
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 sm:flex-1">
        <SearchReading id={readingId} parsed={parsed} />
        {parsed.target && (
          <TargetLink flowSid={flowSid} target={parsed.target} matches={found?.total ?? null} />
        )}
      </div>
      {found && search && (
        <p className="flex shrink-0 items-center gap-2 tabular-nums max-sm:shrink">
          {search.state === 'running' && (
            <ProgressBar label="Searching contexts" value={search.bytes} max={search.ofBytes} />
          )}
          {describeProgress(found)}
          {search.state === 'running' && (
            <Button
              size="sm"
              variant="quiet"
              icon={<Pause aria-hidden size={12} />}
              onClick={() => void engine().ask('search', { flowSid, run: false })}
            >
              Stop searching
            </Button>
          )}
          {search.state === 'paused' && (
            <Button
              size="sm"
              variant="quiet"
              icon={<Play aria-hidden size={12} />}
              onClick={() => void engine().ask('search', { flowSid, run: true })}
            >
              Search on
            </Button>
          )}
        </p>
      )}
    </section>
  )
}
