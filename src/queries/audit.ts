import type { AuditNote } from '#contract/audit.ts'
import { toProblem } from '#contract/problem.ts'

import { send } from './send.ts'
import { tellAskNews } from './weather.ts'

/** How long the server may take to write a line, in ms. */
const longestWait = 30_000

/**
 * Tells the server what only the page knows of, for its audit. Whoever hands something over does so once this has
 * resolved. Rejects with a `Problem`; that nobody has signed in, or that there is no connection, is then known as such.
 */
export async function tellAudit(note: AuditNote): Promise<void> {
  try {
    await send('POST', '/api/audit', { body: note, signal: AbortSignal.timeout(longestWait) })
  } catch (thrown) {
    const problem = toProblem(thrown)
    tellAskNews({ news: 'failed', kind: problem.kind })
    throw problem
  }
}
