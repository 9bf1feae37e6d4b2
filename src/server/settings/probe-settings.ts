import { describeSidFormat, parseSid, type EngagementSid, type FlowSid } from '#contract/sid.ts'

import { createEnvReader, quoteValue } from './env-reader.ts'
import type { Environment } from './environment.ts'
import { parseDataSource, type DataSource } from './upstream-settings.ts'

export type ProbeSettings = {
  source: DataSource
  flowSid: FlowSid
  /** A run that was stopped from outside; null where none is named. */
  runSid: EngagementSid | null
  /** Seconds before a page token is used again. */
  waitSeconds: number
}

const usage = 'npm run probe -- FW… [FN…] [--wait=SECONDS] [--demo]'
const maxWaitSeconds = 3600

/** Reads the upstream's settings from the environment, and the rest from the command's arguments. */
export function parseProbeSettings(
  env: Environment,
  args: readonly string[],
): { settings: ProbeSettings } | { errors: readonly string[] } {
  const reader = createEnvReader(env)
  const isDemo = args.includes('--demo')
  const source = parseDataSource(reader, isDemo)
  if (source.kind === 'demo' && !isDemo && reader.errors.length === 0)
    reader.addError(
      'No credentials: set TWILIO_API_KEY and TWILIO_API_SECRET in the environment or in .env, or add --demo to probe the built-in emulator.',
    )
  const wait = args.find((arg) => arg.startsWith('--wait='))
  const waitSeconds = wait === undefined ? 0 : parseWait(wait.slice('--wait='.length))
  if (waitSeconds === null)
    reader.addError(
      `${quoteValue(wait ?? '')} must have a whole number of seconds from 0 to ${maxWaitSeconds}.`,
    )
  const [flow, run, ...others] = args.filter((arg) => arg !== '--demo' && arg !== wait)
  const unknown = [flow, run].find((arg) => arg?.startsWith('-')) ?? others[0]
  const flowSid = parseSid('FW', flow)
  const runSid = parseSid('FN', run)
  if (unknown !== undefined) reader.addError(`Unknown argument ${quoteValue(unknown)}. Usage: ${usage}`)
  else if (flow === undefined) reader.addError(`Which flow? Give its SID: ${usage}`)
  else if (flowSid === null)
    reader.addError(`${quoteValue(flow)} is not a flow SID: it must be ${describeSidFormat('FW')}.`)
  else if (run !== undefined && runSid === null)
    reader.addError(`${quoteValue(run)} is not a run’s SID: it must be ${describeSidFormat('FN')}.`)
  if (reader.errors.length > 0 || flowSid === null || waitSeconds === null) return { errors: reader.errors }
  return { settings: { source, flowSid, runSid, waitSeconds } }
}

function parseWait(text: string): number | null {
  return /^\d{1,4}$/.test(text) && Number(text) <= maxWaitSeconds ? Number(text) : null
}
