import { use } from 'react'
import type { Location } from 'react-router'

import { cutBeforeMask } from '#format/cut-text.ts'
import { outcomeOptions } from '#contract/outcome.ts'
import { channels } from '#contract/channel.ts'
import { engagementStatuses } from '#contract/run-source.ts'
import { describeSidFormat } from '#contract/sid.ts'
import { listColumnIds, sortKeys } from '#search/query/list-query.ts'
import type { InvalidParam } from '#urls/parse-link.ts'
import { tabs } from '#urls/tabs.ts'
import { Button } from '#ui/controls/button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'
import { TextMaskContext, TypedTextMaskContext } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { useLinkProblems, type LinkPage, type ShownLinkProblem } from './use-link-problems.ts'

/** More problems than this are counted only, and longer values are cut (in UTF-16 units): a link can have any number. */
const maxProblems = 4
const maxValueLength = 60

type Props = {
  page: LinkPage
  /** The link by which the page was opened. */
  opened: Location
}

/** Says what of a link was not understood, what the page shows instead, and how to write it. */
export function LinkNotice({ page, opened }: Props) {
  const { problems, dismiss } = useLinkProblems(page, opened)
  const typedTextMask = use(TypedTextMaskContext)
  if (problems.length === 0) return null
  const rest = problems.length - maxProblems
  return (
    <Banner
      role="status"
      tone="warn"
      title="Part of this link wasn’t understood"
      actions={
        <Button size="sm" variant="quiet" onClick={dismiss}>
          Dismiss
        </Button>
      }
    >
      <ul
        // Nothing in it takes the focus, so the scroll container does: arrow keys can scroll it.
        tabIndex={0}
        aria-label="What was not understood"
        className="focus-ring-inset max-h-24 overflow-y-auto text-xs"
      >
        {problems.slice(0, maxProblems).map((problem, i) => (
          // Two problems may be equal.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i} className="wrap-anywhere">
            <code className="font-mono text-ink">
              <TextMaskContext value={typedTextMask}>
                <UntrustedText text={cut(`${problem.param}=${problem.value}`)} />
              </TextMaskContext>
            </code>{' '}
            {describeOutcome(problem)}
          </li>
        ))}
        {rest > 0 && <li>And {rest} more.</li>}
      </ul>
    </Banner>
  )
}

function describeOutcome(problem: ShownLinkProblem): string {
  switch (problem.kind) {
    case 'invalid':
      return outcomes[problem.param]
    case 'masked':
      return 'finds no value: this link was made while personal data was masked.'
    case 'repeated':
      return 'was ignored: the link has this parameter more than once, and the first one counts.'
    case 'unknown':
      return problem.param.toLowerCase() === 'q'
        ? 'was ignored: a search text follows a # sign, as in #q=refund, so that no server sees it.'
        : 'was ignored: this page has no such parameter.'
  }
}

const listed = (names: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)

const outcomes: Record<InvalidParam['param'], string> = {
  status: `isn’t a status, so it filters nothing. Write ${listed(engagementStatuses)}.`,
  channel: `isn’t a channel, so it filters nothing. Write ${listed(channels)}.`,
  outcome: `isn’t an outcome, so it filters nothing. Write ${listed(outcomeOptions)}.`,
  from: 'isn’t a date, so there is no start date. Write it like 2026-11-03.',
  to: 'isn’t a date, so there is no end date. Write it like 2026-11-03.',
  duration: 'isn’t a range, so it filters nothing. Write it like 60.. or 1m..5m.',
  sort: `isn’t an order, so the newest come first. Write ${listed(sortKeys)}, with a minus for descending.`,
  cols: `isn’t a column. Write ${listed(listColumnIds)}, or a path such as $.flow.variables.lang.`,
  tab: `isn’t a tab, so Context is shown. Write ${listed(tabs)}.`,
  path: 'isn’t a path, so no value is selected. Write it like $.flow.variables.lang.',
  step: `isn’t a step SID, so no step is selected. It is ${describeSidFormat('FT')}.`,
  run: `isn’t an engagement SID, so no run is marked. It is ${describeSidFormat('FN')}.`,
  compare: `isn’t an engagement SID, so nothing is compared. It is ${describeSidFormat('FN')}.`,
}

const cut = (text: string): string => cutBeforeMask(text, maxValueLength)
