import type { AuditNote } from '#contract/audit.ts'
import { toProblem } from '#contract/problem.ts'

import { send } from './sign-in.ts'
import { tellAskNews } from './weather.ts'

/** Tells the server what only the page knows of, for its audit. Rejects with a `Problem`: then nothing was noted. */
export async function tellAudit(note: AuditNote): Promise<void> {
  try {
    await send('POST', '/api/audit', note)
  } catch (thrown) {
    const problem = toProblem(thrown)
    // Whoever is signed out is asked to sign in again, as after any read.
    tellAskNews({ news: 'failed', kind: problem.kind })
    throw problem
  }
}
