import { channels } from '#contract/channel.ts'
import { outcomeOptions } from '#contract/outcome.ts'
import { parseSid } from '#contract/sid.ts'
import { parseUtcTime } from '#format/time/utc-time.ts'
import { parseJsonPath } from '#json/path/json-path.ts'
import { parseOptions } from '#search/query/options-param.ts'
import { parseDurationRange } from '#search/query/duration-range.ts'
import { newestFirst, parseStatus } from '#search/query/list-query.ts'
import { parseSort } from '#search/query/sort-param.ts'

import { parseColumns } from './columns.ts'
import { defaultTab, parseTab } from './tabs.ts'
import { searchTextIn } from './url-encoding.ts'
import type { UrlParam, UrlState } from './urls.ts'

/** A value that was not understood, and so left out. It is as long as the link has it. */
export type InvalidParam = {
  readonly kind: 'invalid'
  /** Any text may be a field's name. */
  readonly param: Exclude<UrlParam, 'field'>
  readonly value: string
}

type ParsedLink = { readonly urlState: UrlState; readonly invalid: readonly InvalidParam[] }

/**
 * Parses a list's query and fragment. Invalid values become the default, and are in `invalid`. The search text is in the
 * fragment, which browsers do not send to servers, so it never reaches a log.
 */
export function parseLink(query: URLSearchParams, hash: string): ParsedLink {
  const invalid: InvalidParam[] = []
  const values = new Map([...query].toReversed().map(([key, value]) => [key.toLowerCase(), value.trim()]))
  const textOf = (param: UrlParam) => values.get(param) ?? ''
  /** The controls say "All" where nothing is filtered, so a link may too. */
  const filterText = (param: 'status' | 'channel' | 'outcome') => textOf(param).replace(/^all$/i, '')
  const addProblem = (param: InvalidParam['param'], value: string) =>
    invalid.push({ kind: 'invalid', param, value })

  /** Parses a value that is there; null for a missing or an invalid one. */
  function read<T>(param: InvalidParam['param'], parse: (text: string) => T | null): T | null {
    const text = textOf(param)
    if (text === '') return null
    const value = parse(text)
    if (value === null) addProblem(param, text)
    return value
  }

  /** Parses the selected options of a filter. */
  function readOptions<T extends string>(param: 'channel' | 'outcome', options: readonly T[]): T[] {
    const { selected, unknown } = parseOptions(filterText(param), options)
    if (unknown.length > 0) addProblem(param, unknown.join(', '))
    return selected
  }

  const duration = read('duration', parseDurationRange)
  const selectedChannels = readOptions('channel', channels)
  const outcomes = readOptions('outcome', outcomeOptions)
  const { columns, unknown: unknownColumns } = parseColumns(textOf('cols'))
  if (unknownColumns.length > 0) addProblem('cols', unknownColumns.join(', '))
  const urlState: UrlState = {
    listQuery: {
      status: filterText('status') === '' ? null : read('status', parseStatus),
      channels: selectedChannels,
      outcomes,
      from: read('from', parseUtcTime),
      to: read('to', parseUtcTime),
      minSeconds: duration?.minSeconds ?? null,
      maxSeconds: duration?.maxSeconds ?? null,
      sort: read('sort', parseSort) ?? newestFirst,
      text: searchTextIn(hash),
    },
    columns,
    tab: read('tab', parseTab) ?? defaultTab,
    path: read('path', parseJsonPath),
    step: read('step', (text) => parseSid('FT', text)),
    field: textOf('field') || null,
    run: read('run', (text) => parseSid('FN', text)),
    compare: read('compare', (text) => parseSid('FN', text)),
  }
  return { urlState, invalid }
}

export const parseUrlState = (query: URLSearchParams, hash: string): UrlState =>
  parseLink(query, hash).urlState
