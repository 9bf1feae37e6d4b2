import { outcomeOfStatus, partsOfOutcome, type RowOutcome } from '#contract/outcome.ts'
import { channelOf } from '#contract/channel.ts'
import { runDurationMs } from '#contract/run-duration.ts'
import { compileContactMatch } from '#search/query/contact-match.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'
import type { ListQuery, Sort } from '#search/query/list-query.ts'
import {
  needsSteps,
  type ContextPredicate,
  type DurationRange,
  type ExitPredicate,
  type Predicate,
} from '#search/query/predicates.ts'
import type { LoadedSteps } from '#engine/rpc/load-results.ts'
import type { ParsedRow } from '#engine/store/parsed-page.ts'
import { noMatch, notChecked, matched, type MatchState } from '#engine/store/match-results.ts'

export type NaiveRow = ParsedRow & {
  number: number
  matchStates: Map<string, MatchState>
  /** Undefined before the steps are loaded. */
  lastWidget?: string | null | undefined
  exits?: LoadedSteps['steps']['exits']
}
type Page = readonly ParsedRow[]

/** A naive model of the engine: rows in list order, filtered and sorted again for each query. */
export class NaiveRows {
  listed: NaiveRow[] = []
  nowMs = 0

  merge(pages: readonly Page[], listEnd: 'head' | 'tail') {
    const created: NaiveRow[] = []
    for (const parsed of pages.flat()) {
      const existing = [...this.listed, ...created].find(({ sid }) => sid !== null && sid === parsed.sid)
      if (existing) {
        const isChanged =
          existing.status !== parsed.status ||
          existing.contact !== parsed.contact ||
          !Object.is(existing.started, parsed.started) ||
          !Object.is(existing.updated, parsed.updated)
        Object.assign(existing, parsed, isChanged && { lastWidget: undefined, exits: null })
      } else if (parsed.sid !== null || listEnd === 'tail')
        created.push({ ...parsed, number: this.listed.length + created.length, matchStates: new Map() })
    }
    this.listed = listEnd === 'head' ? [...created, ...this.listed] : [...this.listed, ...created]
  }

  matchingRows(query: ListQuery): NaiveRow[] {
    const { by, descending } = query.sort
    const rows = this.listed.filter((row) => this.#passesQuery(row, query))
    return rows.toSorted((a, b) => {
      const [x, y] = [this.#valueOf(a, by), this.#valueOf(b, by)]
      if (x === null || y === null) return Number(x === null) - Number(y === null)
      return (x < y ? -1 : x > y ? 1 : 0) * (descending ? -1 : 1)
    })
  }

  missingSteps(query: ListQuery): number | null {
    const terms = parseSearch(query.text).search.terms
    const onSteps = terms.filter(({ predicates }) => predicates.some(needsSteps))
    if (onSteps.length === 0) return null
    const text = terms
      .filter((term) => !onSteps.includes(term))
      .map(({ typed }) => typed)
      .join(' ')
    return this.matchingRows({ ...query, outcomes: [], text }).filter((row) => {
      const states = onSteps.flatMap(({ predicates }) =>
        predicates.map((each) => this.#matchStateOf(row, each)),
      )
      const isExcluded = onSteps.some(({ isNegated }, i) => states[i] === (isNegated ? matched : noMatch))
      return row.sid !== null && row.lastWidget === undefined && !isExcluded && states.includes(notChecked)
    }).length
  }

  durationMs({ status, started, updated }: NaiveRow): number {
    return runDurationMs(status === 'active', started, updated, this.nowMs)
  }

  #valueOf(row: NaiveRow, by: Sort['by']): string | number | null {
    return by === 'contact' ? row.contact : numberOrNull(by === 'duration' ? this.durationMs(row) : row[by])
  }

  #passesQuery(row: NaiveRow, query: ListQuery): boolean {
    return (
      (query.status === null || row.status === query.status) &&
      (query.channels.length === 0 || query.channels.includes(channelOf(row.contact))) &&
      (query.outcomes.length === 0 ||
        query.outcomes.some((option) => partsOfOutcome(option).includes(rowOutcomeOf(row)))) &&
      (query.from === null || row.started >= query.from) &&
      (query.to === null || row.started < query.to) &&
      this.#isInRange(row, query) &&
      parseSearch(query.text).search.terms.every(({ isNegated, predicates }) => {
        const states = predicates.map((each) => this.#matchStateOf(row, each))
        return isNegated ? states.every((state) => state === noMatch) : states.includes(matched)
      })
    )
  }

  #matchStateOf(row: NaiveRow, predicate: Predicate): MatchState {
    if (predicate.on === 'context') return row.matchStates.get(JSON.stringify(predicate)) ?? notChecked
    if (predicate.on === 'ended') return endState(row, predicate.widget)
    if (predicate.on === 'exit') return exitState(row, predicate)
    if (predicate.on === 'steps-missing') throw new Error('No text says this.')
    const isMatch = predicate.on === 'duration' ? this.#isInRange(row, predicate) : matchesRow(row, predicate)
    return isMatch ? matched : noMatch
  }

  #isInRange(row: NaiveRow, { minSeconds, maxSeconds }: DurationRange): boolean {
    if (minSeconds === null && maxSeconds === null) return true
    const seconds = this.durationMs(row) / 1000
    return seconds >= (minSeconds ?? -Infinity) && seconds <= (maxSeconds ?? Infinity)
  }
}

export function exitState({ exits = null }: NaiveRow, exit: ExitPredicate): MatchState {
  if (exits === null) return notChecked
  const isTaken = exits.some(
    ({ widget, event, next }) =>
      widget === exit.widget && [event, null].includes(exit.event) && [next, null].includes(exit.next),
  )
  return isTaken ? matched : noMatch
}

function endState({ status, lastWidget }: NaiveRow, widget: string): MatchState {
  if (status === 'active') return noMatch
  return typeof lastWidget === 'string' ? (lastWidget === widget ? matched : noMatch) : notChecked
}

/** The steps in this test decide no outcome. */
export function rowOutcomeOf({ status, sid, lastWidget }: NaiveRow): RowOutcome {
  const kind = outcomeOfStatus(status)?.kind ?? null
  const isDecided = sid === null || lastWidget !== undefined
  if (kind === null) return isDecided ? 'undecided' : 'not-loaded'
  if (kind === 'waiting') return isDecided ? 'waiting-undecided' : 'waiting-not-loaded'
  return kind
}

export const numberOrNull = (value: number) => (Number.isNaN(value) ? null : value)

function matchesRow(
  { status, contact, sid, started }: NaiveRow,
  predicate: Exclude<
    Predicate,
    ContextPredicate | ExitPredicate | { on: 'duration' | 'ended' | 'steps-missing' }
  >,
): boolean {
  if (predicate.on === 'status') return status === predicate.status
  if (predicate.on === 'channel') return channelOf(contact) === predicate.channel
  if (predicate.on === 'contact') return contact !== null && compileContactMatch(predicate.match)(contact)
  if (predicate.on === 'sid') return sid === predicate.sid
  return started >= (predicate.from ?? -Infinity) && started < (predicate.to ?? Infinity)
}
