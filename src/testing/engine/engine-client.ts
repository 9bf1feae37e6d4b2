import { Problem } from '#contract/problem.ts'
import type { EngineClient } from '#engine/engine.ts'

const refuse = () => Promise.reject(new Problem('not-found'))

/** What an engine asks Twilio through. It answers "not found" to what the test does not answer. */
export function engineClient(answers: Partial<EngineClient>): EngineClient {
  return {
    flow: refuse,
    engagementsPage: refuse,
    engagementBytes: refuse,
    context: refuse,
    ...answers,
  }
}
