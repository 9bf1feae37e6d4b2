import { queryOptions } from '@tanstack/react-query'

import {
  accessTokenListSchema,
  createdAccessTokenSchema,
  type CreatedAccessToken,
  type NewAccessToken,
} from '#contract/flowdesk-api.ts'
import { normalizeError, Problem } from '#contract/problem.ts'
import { emitClientEvent } from '#status/system-status.ts'

import { fetchFromServer, sendToServer } from './server-fetch.ts'

const url = '/api/tokens'

/** The signed-in user's own access tokens, and what a new one may be. */
export function accessTokensQuery() {
  return queryOptions({
    queryKey: ['access-tokens'],
    queryFn: async ({ signal }) =>
      withEvents(async () => parseWith(accessTokenListSchema, await fetchFromServer('GET', url, { signal }))),
    staleTime: 0,
    gcTime: 0,
  })
}

/** Makes a token. Its text is in the result, and nowhere else. Rejects with a `Problem`. */
export const createAccessToken = (body: NewAccessToken): Promise<CreatedAccessToken> =>
  withEvents(async () => parseWith(createdAccessTokenSchema, await fetchFromServer('POST', url, { body })))

/** Ends a token. Rejects with a `Problem`. */
export const revokeAccessToken = (id: string): Promise<void> =>
  withEvents(() => sendToServer('DELETE', `${url}/${id}`))

/** Reports failures, so that a session that has ended asks for a new sign-in. */
async function withEvents<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (thrown) {
    if (thrown instanceof Problem) emitClientEvent({ type: 'failed', kind: thrown.kind })
    throw thrown instanceof DOMException ? thrown : normalizeError(thrown)
  }
}

async function parseWith<T>(schema: { parse: (value: unknown) => T }, response: Response): Promise<T> {
  return schema.parse(await response.json())
}
