import type { Question } from '#search/question.ts'
import type { Search } from '#search/search.ts'

import type { Columns } from './columns.ts'
import { filterBits, makeMark } from './mark.ts'
import {
  channelTest,
  durationTest,
  startedTest,
  termTest,
  type RowTest,
  type VerdictsOf,
} from './row-tests.ts'

/** Marks the rows from one to before another. */
export type MarkRows = (marks: Uint16Array, from: number, to: number) => void

/**
 * What a question asks of rows, as a function that marks them. Only what is asked takes time, a few nanoseconds a row.
 * @param search the question's text, read
 */
export function createFilter(
  columns: Columns,
  question: Question,
  search: Search,
  verdictsOf: VerdictsOf,
): MarkRows {
  const tests = [...testsOf(columns, question, search, verdictsOf)]
  return (marks, from, to) => {
    const { status, channel } = columns
    for (let row = from; row < to; row++) marks[row] = makeMark(status.at(row), channel.at(row))
    for (const { bit, test } of tests) {
      for (let row = from; row < to; row++) if (!test(row)) marks[row] = (marks[row] ?? 0) | bit
    }
  }
}

function* testsOf(
  columns: Columns,
  question: Question,
  { terms }: Search,
  verdictsOf: VerdictsOf,
): Generator<{ bit: number; test: RowTest }> {
  const { status, channels, from, to, atLeast, atMost } = question
  if (status !== null) {
    const code = columns.statuses.indexOf(status)
    yield { bit: filterBits.status, test: (row) => columns.status.at(row) === code }
  }
  if (channels.length > 0) yield { bit: filterBits.channel, test: channelTest(columns, channels) }
  if (from !== null || to !== null) yield { bit: filterBits.range, test: startedTest(columns, question) }
  if (atLeast !== null || atMost !== null)
    yield { bit: filterBits.others, test: durationTest(columns, question) }
  for (const term of terms) yield { bit: filterBits.others, test: termTest(columns, term, verdictsOf) }
}
