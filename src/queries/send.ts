import { problemFromAnswer } from '#contract/problem.ts'

import { unreachable } from './session.ts'

type Options = { body?: object; signal?: AbortSignal }

/** Sends something to Flowdesk's own server. Rejects with a `Problem`, or with the abort of the signal. */
export async function send(
  method: 'POST' | 'DELETE',
  address: string,
  { body, signal }: Options = {},
): Promise<void> {
  const answer = await fetch(address, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  }).catch(unreachable)
  if (!answer.ok) throw problemFromAnswer(answer.status, await answer.text().catch(() => ''), answer.headers)
}
