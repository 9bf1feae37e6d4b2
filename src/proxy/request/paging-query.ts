import { maxPageSize } from '#contract/page.ts'
import { listParams, type EndpointName, type ListParam } from '#contract/endpoints.ts'
import { engagementStatuses } from '#contract/run-source.ts'

/** In characters. Today's tokens have about 50; the rest is a margin for longer ones. */
const maxTokenLength = 2048

type Rule = { isValid: (value: string) => boolean; description: string }

const dateRule: Rule = {
  isValid: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) && !Number.isNaN(Date.parse(value)),
  description: 'a date and time in UTC, as 2026-11-03T15:20:00Z',
}

const rules: Record<ListParam, Rule> = {
  status: {
    isValid: (value) => engagementStatuses.some((status) => status === value),
    description: engagementStatuses.join(' or '),
  },
  DateCreatedFrom: dateRule,
  DateCreatedTo: dateRule,
  PageSize: {
    isValid: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= maxPageSize,
    description: `a whole number from 1 to ${maxPageSize}`,
  },
  Page: { isValid: (value) => /^(0|[1-9]\d{0,14})$/.test(value), description: 'a whole number, 0 or more' },
  PageToken: {
    isValid: (value) => value.length > 0 && value.length <= maxTokenLength,
    description: `1 to ${maxTokenLength} characters`,
  },
}

/** A query for Twilio, or why the given one is invalid. */
export type PagingQuery = { query: URLSearchParams } | { error: string }

/** Rebuilds a query key by key from those its endpoint accepts; any other key is an error, not dropped. */
export function parsePagingQuery(endpoint: EndpointName, params: URLSearchParams): PagingQuery {
  const allowed = listParams(endpoint)
  const unknown = [...params.keys()].find((key) => !allowed.some((known) => known === key))
  if (unknown !== undefined) return { error: unknownKeyMessage(unknown, allowed) }

  const query = new URLSearchParams()
  for (const key of allowed) {
    const [value, second] = params.getAll(key)
    if (value === undefined) continue
    if (second !== undefined) return { error: `${key} is in the query twice: give it once.` }
    if (!rules[key].isValid(value)) return { error: `${key} must be ${rules[key].description}.` }
    query.append(key, value)
  }
  return { query }
}

function unknownKeyMessage(key: string, allowed: readonly string[]): string {
  const quotedKey = JSON.stringify(key.slice(0, 40))
  return allowed.length > 0
    ? `Unknown query key ${quotedKey}: a list accepts only ${allowed.join(', ')}.`
    : `Unknown query key ${quotedKey}: only lists accept a query.`
}
