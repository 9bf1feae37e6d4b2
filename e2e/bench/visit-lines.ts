import type { Ask } from './asking.ts'
import { atLeast, atMost, lineOf, type Bar, type Line } from './lines.ts'
import type { Pages } from './pages.ts'
import { longest } from './tab.ts'
import type { Visit } from './visit.ts'

/** Everyone's visits to one list. */
export interface Visits {
  app: readonly Visit[]
  /** None where the list is more than the plain design bears. */
  plain: readonly Visit[]
}

const megabyte = 1e6

/** How the readers' main threads fared while the list was read, and what they then held. */
export function readingLines(visits: Visits): Line[] {
  return [
    lineOf('tasks over 50 ms while loading', 'tasks', {
      take: 'highest',
      ...samples(visits, ({ loading }) => [loading.tasks.length]),
      bar: atMost(0),
    }),
    lineOf('… the longest of them', 'ms', {
      take: 'highest',
      ...samples(visits, ({ loading }) => [longest(loading.tasks)]),
    }),
    lineOf('… the longest before the first request', 'ms', {
      take: 'highest',
      ...samples(visits, ({ loading }) => [longest(loading.startTasks)]),
    }),
    lineOf('private memory after loading', 'MB', {
      ...samples(visits, ({ privateBytes }) => (privateBytes === null ? [] : [privateBytes / megabyte])),
      bar: visits.plain.length > 0 ? atMost(0.2, 'app ÷ plain') : null,
    }),
  ]
}

/** How fast questions were answered. */
export function answerLines(visits: Visits, pages: Pages, bars: Partial<Record<Ask, Bar>>): Line[] {
  const painted = (what: string, ask: Ask) =>
    lineOf(`${what} → painted`, 'ms', {
      ...samples(visits, ({ answers }) => (answers[ask] ? [answers[ask].time] : [])),
      bar: bars[ask] ?? null,
    })
  const searched = (what: string, bytes: number, bar: Bar | null) =>
    lineOf(what, 'MB/s', {
      ...samples(visits, ({ answers: { search } }) =>
        search ? [bytes / megabyte / (search.time / 1000)] : [],
      ),
      bar,
    })
  return [
    painted('filter by status', 'filter'),
    painted('keystroke in the search box', 'keystroke'),
    painted('sort by Contact', 'sortByContact'),
    painted('sort by Updated', 'sortByUpdated'),
    searched('search through all contexts', pages.bytes, atLeast(200)),
    searched('… counting the contexts alone', pages.bytes * pages.facts.contextShare, null),
    lineOf('… first result → painted', 'ms', {
      ...samples(visits, ({ answers: { search } }) => (search ? [search.toFirst] : [])),
    }),
    lineOf('longest task of all these answers', 'ms', {
      take: 'highest',
      ...samples(visits, ({ answers }) => Object.values(answers).flatMap((each) => each?.longestTask ?? [])),
      bar: atMost(50),
    }),
  ]
}

function samples({ app, plain }: Visits, of: (visit: Visit) => number[]) {
  return { app: app.flatMap(of), plain: plain.flatMap(of) }
}
