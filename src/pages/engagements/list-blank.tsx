import { Inbox, ListFilter } from 'lucide-react'

import type { PageSummary, RowsInView } from '#engine/protocol.ts'
import { Blank } from '#ui/blank.tsx'
import { Button } from '#ui/button.tsx'

import { describeNoMatch } from './no-match.ts'

type ListBlankProps = {
  chunk: RowsInView
  /** The page that was read last. */
  last: PageSummary
  onShowAll: () => void
}

/** What stands in a list that has been read and has no row to show: there is none, or none that matches. */
export function ListBlank({ chunk, last, onShowAll }: ListBlankProps) {
  if (chunk.read === 0) {
    return (
      <Blank icon={<Inbox aria-hidden size={28} strokeWidth={1.5} />} title="No engagements">
        Twilio lists none for this flow. Engagements older than 30 days are deleted; a draft has none before
        it is published and used.
      </Blank>
    )
  }
  const { title, why } = describeNoMatch({ last, ...chunk })
  return (
    <Blank
      icon={<ListFilter aria-hidden size={28} strokeWidth={1.5} />}
      title={title}
      actions={<Button onClick={onShowAll}>Show all</Button>}
    >
      {why}
    </Blank>
  )
}
