import { formatDuration } from '#format/duration.ts'
import { formatCount } from '#format/count.ts'

import { questions, type Finding, type Findings, type Question } from './finding.ts'
import type { ProbeReport } from './probe.ts'

const questionNames = Object.keys(questions).filter((name): name is Question => name in questions)

/** "FW…4b17" */
function maskSid(sid: string): string {
  return `${sid.slice(0, 2)}…${sid.slice(-4)}`
}

/** Where Twilio was observed to do what the emulator was not. Questions that either leaves open are no difference. */
export function findDifferences(
  findings: Findings,
  emulated: readonly Findings[],
): { question: Question; twilio: string; emulator: string }[] {
  return questionNames.flatMap((question) => {
    const twilio = findings[question]?.answer ?? null
    const answers = new Set(
      emulated.map((each) => each[question]?.answer ?? null).filter((answer) => answer !== null),
    )
    if (twilio === null || answers.size === 0 || answers.has(twilio)) return []
    return [{ question, twilio, emulator: [...answers].join(', or ') }]
  })
}

/** The report as text. Contains no phone number, context or message, and SIDs masked. */
export function formatReport(report: ProbeReport, emulated: readonly Findings[]): string {
  const { flowSid, host, startedAt, finishedAt, requestCount, maxRequests, findings } = report
  const time = `${new Date(startedAt).toISOString().slice(0, 19)}Z`
  const differences = findDifferences(findings, emulated)
  return [
    `Probe of ${maskSid(flowSid)} on ${host}, ${time}: ${formatCount(requestCount)} of at most ${formatCount(maxRequests)} requests, all reading, in ${formatDuration(finishedAt - startedAt)}.`,
    '',
    ...questionNames.map((question) => formatFinding(question, findings[question])),
    '',
    differences.length === 0
      ? 'No difference from the emulator in what could be observed.'
      : 'Different from the emulator:',
    ...differences.map(
      ({ question, twilio, emulator }) => `- ${questions[question]}: ${twilio}. The emulator: ${emulator}.`,
    ),
    '',
  ].join('\n')
}

const columnWidth = Math.max(...Object.values(questions).map((text) => text.length)) + 2

function formatFinding(question: Question, finding: Finding | undefined): string {
  const { answer, detail } = finding ?? { answer: null, detail: 'not asked' }
  return `${questions[question].padEnd(columnWidth)}${answer ?? 'not known'} (${detail})`
}
