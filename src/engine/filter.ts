import type { Question } from '#search/question.ts'
import type { Search } from '#search/search.ts'

import type { Columns } from './columns.ts'
import { filterBits, makeMark, type Mark } from './mark.ts'
import { channelTest, durationTest, searchTest, startedTest, type VerdictsOf } from './row-tests.ts'

/**
 * What a question asks of a row, as a function that marks it.
 * @param search the question's text, read
 */
export function createFilter(
  columns: Columns,
  question: Question,
  search: Search,
  verdictsOf: VerdictsOf,
): (row: number) => Mark {
  const { status, channel } = columns
  const wanted = question.status === null ? null : columns.statuses.indexOf(question.status)
  const onChannel = channelTest(columns, question.channels)
  const inRange = startedTest(columns, question)
  const tookAsLong = durationTest(columns, question)
  const isFound = searchTest(columns, search, verdictsOf)
  return (row) => {
    const code = status.at(row)
    let failed = 0
    if (wanted !== null && code !== wanted) failed |= filterBits.status
    if (!onChannel(row)) failed |= filterBits.channel
    if (!inRange(row)) failed |= filterBits.range
    if (!tookAsLong(row) || !isFound(row)) failed |= filterBits.others
    return makeMark(failed, code, channel.at(row))
  }
}
