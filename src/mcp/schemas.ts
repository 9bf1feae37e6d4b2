import * as z from 'zod'

import { runListOf, runSources, type RunList, type RunSource } from '#contract/run-source.ts'
import { describeSidFormat, parseSid, type Sid, type SidPrefix } from '#contract/sid.ts'
import { ToolInputError } from './tool-context.ts'

/** A SID argument, with a pattern in the JSON Schema that clients get. `requireSid` gives it its type. */
const sidArgument = (prefix: SidPrefix, what: string) =>
  z
    .string()
    .max(34)
    .describe(`SID of ${what}: ${describeSidFormat(prefix)}`)

const flowSidArgument = sidArgument('FW', 'the flow')

/** The arguments of a tool about the runs of one flow. */
export const runListArguments = {
  flow_sid: flowSidArgument,
  source: z
    .enum(runSources)
    .default('engagements')
    .describe(
      'Which of Twilio’s resources to read: Engagements (v1) or Executions (v2). Both have the same runs, with the same SIDs',
    ),
}

/** The arguments of a prompt, which are texts, about one run. */
export const runPromptArguments = {
  flow_sid: flowSidArgument,
  engagement_sid: sidArgument('FN', 'the engagement (run)'),
}

/** The arguments of a tool about one run. */
export const runArguments = { ...runListArguments, ...runPromptArguments }

export const stepSidArgument = sidArgument('FT', 'a step of the run')

/** The SID; throws a `ToolInputError` for anything else. */
export function requireSid<P extends SidPrefix>(prefix: P, text: string): Sid<P> {
  const sid = parseSid(prefix, text)
  if (sid === null)
    throw new ToolInputError(
      `This is not a SID: it must be ${describeSidFormat(prefix)}. Check where it came from.`,
    )
  return sid
}

/** The runs that arguments name; throws a `ToolInputError` for a SID that is none. */
export function requireRunList({ flow_sid, source }: { flow_sid: string; source: RunSource }): RunList {
  return runListOf(requireSid('FW', flow_sid), source)
}

export const link = z.nullable(z.string()).describe('Opens this in the dashboard; null for what has no SID')

/** A time as RFC 3339 in UTC. */
export const time = z.nullable(z.string()).describe('RFC 3339, UTC')

export const run = z.object({
  engagement_sid: z.nullable(z.string()),
  status: z.nullable(z.string()).describe('"active" or "ended"; ended does not mean success'),
  contact: z.nullable(z.string()).describe('The customer’s address. Masked unless the mask is off'),
  started: time,
  updated: time,
  duration_seconds: z.nullable(z.number()).describe('Until the last update, or until now while active'),
  link,
})

/** All tools only read. They ask Twilio, so their results change with time. */
export const readOnly = { readOnlyHint: true, openWorldHint: true } as const
