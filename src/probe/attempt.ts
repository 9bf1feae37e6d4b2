import { Problem } from '#contract/problem.ts'

import { describeProblem } from './execution-findings.ts'
import { unknown, type Finding } from './finding.ts'
import { RequestLimitReached } from './probe-client.ts'

/** What a check has read, or why it could not. */
export type Attempt<T> = { value: T } | { finding: Finding; problem: Problem | null }

/** Runs one check. A failure of Twilio's, or the limit of requests, is a finding: the other checks go on. */
export async function attempt<T>(read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await read() }
  } catch (thrown) {
    if (thrown instanceof RequestLimitReached)
      return { finding: unknown('no request was left'), problem: null }
    if (thrown instanceof Problem) return { finding: unknown(describeProblem(thrown)), problem: thrown }
    throw thrown
  }
}

/** The finding of what was read. */
export function findingOf<T>(result: Attempt<T>, find: (value: T) => Finding): Finding {
  return 'value' in result ? find(result.value) : result.finding
}
