import { maxPageSize } from '#contract/page.ts'
import { isListEndpoint, pagingParams, type EndpointName } from '#contract/endpoints.ts'

/** In characters. Today's tokens have about 50; the rest is a margin for longer ones. */
const maxTokenLength = 2048

const rules: Record<
  (typeof pagingParams)[number],
  { isValid: (value: string) => boolean; description: string }
> = {
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
  const allowed: readonly string[] = isListEndpoint(endpoint) ? pagingParams : []
  const unknown = [...params.keys()].find((key) => !allowed.includes(key))
  if (unknown !== undefined) return { error: unknownKeyMessage(unknown, allowed) }

  const query = new URLSearchParams()
  for (const key of pagingParams) {
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
