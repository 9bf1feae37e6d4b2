import { channels } from '#contract/channel.ts'
import { engagementStatuses } from '#contract/resources.ts'
import { describeSidFormat } from '#contract/sid.ts'
import { listColumnIds, sortKeys } from '#search/query/list-query.ts'
import type { LinkProblem } from '#urls/parse-link.ts'
import { tabs } from '#urls/tabs.ts'
import type { UrlParam } from '#urls/urls.ts'
import { Button } from '#ui/controls/button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

type LinkNoticeProps = { problems: readonly LinkProblem[]; onDismiss: () => void }

/** More problems than this are counted only, and longer values are cut (in UTF-16 units): a link can have any number. */
const maxProblems = 4
const maxValueLength = 60

/** Says what of a link was not understood, what the page shows instead, and how to write it. */
export function LinkNotice({ problems, onDismiss }: LinkNoticeProps) {
  const rest = problems.length - maxProblems
  return (
    <Banner
      role="status"
      tone="warn"
      title="Part of this link wasn’t understood"
      actions={
        <Button size="sm" variant="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
      }
    >
      <ul className="max-h-24 overflow-y-auto">
        {problems.slice(0, maxProblems).map((problem, i) => (
          // Two problems may be equal.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i} className="wrap-anywhere">
            <code className="font-mono text-xs text-ink">
              <UntrustedText text={cut(`${problem.param}=${problem.value}`)} />
            </code>{' '}
            {describeOutcome(problem)}
          </li>
        ))}
        {rest > 0 && <li>And {rest} more.</li>}
      </ul>
    </Banner>
  )
}

function describeOutcome(problem: LinkProblem): string {
  switch (problem.kind) {
    case 'invalid':
      return outcomes[problem.param]
    case 'repeated':
      return 'was left out: this parameter stands in the link more than once, and the first one counts.'
    case 'unknown':
      return problem.param.toLowerCase() === 'q'
        ? 'was left out: the search text must follow a # sign, as in #q=refund, so that no server sees it.'
        : 'was left out: this page has no such parameter.'
  }
}

const listed = (names: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)

const outcomes: Record<UrlParam, string> = {
  status: `isn’t a status, so runs of every status are shown. Write ${listed(engagementStatuses)}.`,
  channel: `was left out of the channels. Write ${listed(channels)}.`,
  from: 'isn’t a date, so the list has no start date. Write it like 2026-11-03 or 2026-11-03T09:12Z.',
  to: 'isn’t a date, so the list has no end date. Write it like 2026-11-03 or 2026-11-03T09:12Z.',
  duration:
    'isn’t a duration range, so runs of any duration are shown. Write 60.. for 60 seconds or more, ..5m for 5 minutes or less, or 1m..1h.',
  sort: `isn’t a sort order, so the newest runs come first. Write ${listed(sortKeys)}, with a minus for descending.`,
  cols: `was left out of the columns. Write ${listed(listColumnIds)}, or a path such as $.flow.variables.lang.`,
  tab: `isn’t a tab, so Context is shown. Write ${listed(tabs)}.`,
  path: 'isn’t a path, so no value is selected. Write it like $.flow.variables.lang.',
  step: `isn’t a step SID, so no step is selected. It is ${describeSidFormat('FT')}.`,
  compare: `isn’t an engagement SID, so nothing is compared. It is ${describeSidFormat('FN')}.`,
}

const cut = (text: string): string =>
  text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text
