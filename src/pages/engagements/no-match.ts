import { countOf, formatCount } from '#display/count.ts'
import type { PageSummary, SearchProgress } from '#engine/protocol.ts'

import { describeRead } from './horizon.ts'

type Looked = {
  last: PageSummary
  /** How many engagements have been read. */
  read: number
  search: SearchProgress | null
}

/** What to say when nothing matches: among how many was looked, and where nobody has looked yet. */
export function describeNoMatch({ last, read, search }: Looked): { title: string; why: string } {
  const yet = search === null || search.state === 'done' ? 'Nothing matches' : 'Nothing found yet'
  return {
    title: `${yet} among the ${describeRead(last, read)}`,
    why: [...ofSearch(search), ofList(last)].join(' '),
  }
}

function ofSearch(search: SearchProgress | null): string[] {
  if (search === null) return []
  const { state, searched, empty } = search
  return [
    ...(state === 'running' ? [`${countOf(searched, 'context')} looked through so far.`] : []),
    ...(state === 'paused' ? [`The search is paused after ${countOf(searched, 'context')}.`] : []),
    ...(empty > 0
      ? [`${formatCount(empty)} came without a context, and what they hold was not looked at.`]
      : []),
  ]
}

function ofList({ next, notice }: PageSummary): string {
  if (notice !== null) return 'Reading stopped before the end of the list.'
  return next === null ? 'That is all this flow has.' : 'There are more to read.'
}
