import { maxPageSize } from '#contract/page.ts'
import { isList, pagingKeys, type ReadName } from '#contract/reads.ts'

/** Twilio's tokens are some 50 characters; the rest is room for tomorrow's. */
const maxTokenLength = 2048

const rules: Record<(typeof pagingKeys)[number], { fits: (value: string) => boolean; what: string }> = {
  PageSize: {
    fits: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= maxPageSize,
    what: `a whole number from 1 to ${maxPageSize}`,
  },
  Page: { fits: (value) => /^(0|[1-9]\d{0,14})$/.test(value), what: 'a whole number from 0 on' },
  PageToken: {
    fits: (value) => value.length > 0 && value.length <= maxTokenLength,
    what: `1 to ${maxTokenLength} characters`,
  },
}

/** A query that may go to Twilio, or the sentence that says why it may not. */
export type PagingQuery = { query: URLSearchParams } | { refusal: string }

/** The part of a query a read understands, rebuilt key by key; anything else in it is refused, not dropped. */
export function readPagingQuery(read: ReadName, given: URLSearchParams): PagingQuery {
  const allowed: readonly string[] = isList(read) ? pagingKeys : []
  const unknown = [...given.keys()].find((key) => !allowed.includes(key))
  if (unknown !== undefined) return { refusal: unknownKey(unknown, allowed) }

  const query = new URLSearchParams()
  for (const key of pagingKeys) {
    const [value, second] = given.getAll(key)
    if (value === undefined) continue
    if (second !== undefined) return { refusal: `${key} stands twice in the query: it may stand there once.` }
    if (!rules[key].fits(value)) return { refusal: `${key} must be ${rules[key].what}.` }
    query.append(key, value)
  }
  return { query }
}

function unknownKey(key: string, allowed: readonly string[]): string {
  const shown = JSON.stringify(key.slice(0, 40))
  return allowed.length > 0
    ? `The query key ${shown} is not known here: a list takes ${allowed.join(', ')} and nothing else.`
    : `The query key ${shown} is not known here: only lists take a query.`
}
