/** The command of `npm run probe`: checks against Twilio what its documentation leaves open, and prints a report. */
import { normalizeError, type Problem, type ProblemKind } from '#contract/problem.ts'
import { probeEmulator } from '#probe/emulator-report.ts'
import { probeFlow } from '#probe/probe.ts'
import { formatReport } from '#probe/report.ts'

import { StartFailure } from './http/listen.ts'
import { runCli, unwrap } from './http/run-cli.ts'
import { loadEnvironment } from './settings/environment.ts'
import { parseProbeSettings } from './settings/probe-settings.ts'
import { loadUpstream } from './upstream.ts'

/** The most requests of one run of the command. */
const maxRequests = 40
const timeoutMs = 30_000

/** What to do about a failure of the first request; the other kinds have the hint of the dashboard. */
const hints: Partial<Record<ProblemKind, string>> = {
  unauthorized: 'Check TWILIO_API_KEY and TWILIO_API_SECRET, or the account SID and token.',
  forbidden: 'Give the API key read access to Studio, or use another key.',
  'not-found':
    'Check the SIDs, and that the credentials are those of the flow’s account. Runs are deleted after 30 days.',
  unreachable: 'Check the network, and TWILIO_STUDIO_URL if it is set.',
  timeout: 'Try again later.',
  'rate-limited': 'Try again later.',
  unavailable: 'Try again later.',
}

function describeFailure(problem: Problem): string {
  const status = problem.status === null ? '' : ` (HTTP ${problem.status})`
  return `${problem.message.replace(/\.$/, '')}${status}. ${hints[problem.kind] ?? problem.hint}`
}

await runCli(async () => {
  const settings = unwrap(parseProbeSettings(loadEnvironment(), process.argv.slice(2)))
  const { source, ...probe } = settings
  const upstream = await loadUpstream(source)
  const report = await probeFlow({
    ...upstream,
    ...probe,
    maxRequests,
    maxStepRuns: 12,
    timeoutMs,
    now: Date.now,
  }).catch((thrown: unknown) => {
    throw new StartFailure(describeFailure(normalizeError(thrown)))
  })
  const host = source.kind === 'demo' ? 'the built-in emulator' : report.host
  process.stdout.write(formatReport({ ...report, host }, await probeEmulator()))
})
