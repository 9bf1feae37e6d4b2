import { Problem } from '#contract/problem.ts'
import type { EngineClient } from '#engine/engine.ts'

const refuse = () => Promise.reject(new Problem('not-found'))

type PageArguments = Parameters<EngineClient['engagementsPage']>
type Answers = Omit<EngineClient, 'engagementsPage'> & {
  /** The bytes of a page that came plain. */
  engagementsPage: (...args: PageArguments) => Promise<Uint8Array<ArrayBuffer>>
}

/** What an engine asks Twilio through. It answers "not found" to what the test does not answer. */
export function engineClient({ engagementsPage = refuse, ...answers }: Partial<Answers>): EngineClient {
  return {
    flow: refuse,
    engagementsPage: async (...args) => ({
      bytes: await engagementsPage(...args),
      gzip: null,
      release: () => {},
    }),
    engagementBytes: refuse,
    context: refuse,
    ...answers,
  }
}
