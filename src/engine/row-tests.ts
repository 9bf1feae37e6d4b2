import { channels, type Channel } from '#search/channel.ts'
import { compileContact } from '#search/contact-match.ts'
import type { ContactMatch, ContextTest, DurationRange, Term, Test, TimeRange } from '#search/search.ts'
import type { EngagementSid } from '#contract/sid.ts'

import type { Columns } from './columns.ts'
import { growableBytes } from './growable.ts'
import { no, yes, type Verdict, type Verdicts } from './verdicts.ts'

export type RowTest = (row: number) => boolean
type JudgeRow = (row: number) => Verdict
export type VerdictsOf = (test: ContextTest) => Pick<Verdicts, 'at'>

/**
 * Whether a row holds what one term asks for, as far as is known: one that must not have something in its context is
 * let through only when it is known that it has not.
 */
export function termTest(columns: Columns, { tests, not }: Term, verdictsOf: VerdictsOf): RowTest {
  const judges = tests.map((test) => judge(columns, test, verdictsOf))
  return (row) => {
    for (const each of judges) {
      const verdict = each(row)
      if (not ? verdict !== no : verdict === yes) return !not
    }
    return not
  }
}

function judge(columns: Columns, test: Test, verdictsOf: VerdictsOf): JudgeRow {
  switch (test.on) {
    case 'status':
      return judged((row) => columns.statuses[columns.status.at(row)] === test.status)
    case 'channel':
      return judged(channelTest(columns, [test.channel]))
    case 'contact':
      return judged(contactTest(columns, test.match))
    case 'sid':
      return judged(sidTest(columns, test.sid))
    case 'started':
      return judged(startedTest(columns, test))
    case 'duration':
      return judged(durationTest(columns, test))
    case 'context': {
      const verdicts = verdictsOf(test)
      return (row) => verdicts.at(row)
    }
  }
}

function judged(test: RowTest): JudgeRow {
  return (row) => (test(row) ? yes : no)
}

/** A contact on any of these channels. */
export function channelTest({ channel }: Columns, some: readonly Channel[]): RowTest {
  const passes = channels.map((each) => some.includes(each))
  return (row) => passes[channel.at(row)] === true
}

/** Started within these bounds; a row without a start passes only where there is none. */
export function startedTest({ started }: Columns, { from, to }: TimeRange): RowTest {
  if (from === null && to === null) return () => true
  const first = from ?? -Infinity
  const end = to ?? Infinity
  return (row) => {
    const start = started.at(row)
    return start >= first && start < end
  }
}

/** Took this long; a row without a start or a last update passes only where there is no bound. */
export function durationTest({ started, updated }: Columns, { atLeast, atMost }: DurationRange): RowTest {
  if (atLeast === null && atMost === null) return () => true
  const least = atLeast === null ? -Infinity : atLeast * 1000
  const most = atMost === null ? Infinity : atMost * 1000
  return (row) => {
    const duration = updated.at(row) - started.at(row)
    return duration >= least && duration <= most
  }
}

/** Asks once of each contact, however many rows it has. */
function contactTest({ contact, contacts }: Columns, match: ContactMatch): RowTest {
  const matches = compileContact(match)
  const passes = (address: string | null) => address !== null && matches(address)
  /** By contact; those past its end were not asked yet. */
  const passing = growableBytes()
  return (row) => {
    const number = contact.at(row)
    if (number >= passing.length)
      contacts.texts.forEachFrom(passing.length, (address) => passing.push(Number(passes(address))))
    return passing.at(number) === 1
  }
}

/** Looks the SID up once, and again only after more was read. */
function sidTest(columns: Columns, sid: EngagementSid): RowTest {
  let asked = 0
  let found: number | null = null
  return (row) => {
    if (found === null && asked !== columns.count) {
      asked = columns.count
      found = columns.sids.rowOf(sid)
    }
    return found === row
  }
}
