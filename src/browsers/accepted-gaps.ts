import type { Finding } from './finding.ts'

type AcceptedGap = { usage: RegExp; reason: string }

/** Features that Flowdesk uses although some supported browsers lack them: nothing breaks without them. */
const acceptedGaps: readonly AcceptedGap[] = [
  {
    usage: /^(event touch|Touch)/,
    reason: 'Only touch screens send touch events, so Safari on a Mac does not need them.',
  },
  { usage: /^event wheel$/, reason: 'iOS scrolls by touch, and Flowdesk handles touch events too.' },
  { usage: /^event contextmenu$/, reason: 'On iOS, a button in each cell opens the same menu.' },
  {
    usage: /^<input (autocapitalize|autocorrect)>$/,
    reason: 'They only turn off aids of on-screen keyboards.',
  },
  { usage: /^<dialog closedby>$/, reason: 'The dialog also handles Esc itself.' },
  {
    usage: /^scrollbar-width/,
    reason: 'Safari before 18.2 uses ::-webkit-scrollbar, which is set too.',
  },
  {
    usage: /^overflow-anchor/,
    reason: 'Safari before 27 has no scroll anchoring, and Flowdesk only turns it off.',
  },
  { usage: /^forced-color-adjust/, reason: 'Safari has no forced colours.' },
  { usage: /^text-wrap: pretty$/, reason: 'Only line breaks differ.' },
  { usage: /^::selection$/, reason: 'iOS uses its own selection colour.' },
  { usage: /^font-family: ui-monospace$/, reason: 'The next font in the list is used.' },
  { usage: /^(cursor|resize)/, reason: 'iOS has no mouse pointer.' },
]

/** Removes accepted findings. `unused` are the accepted gaps that match no finding any more. */
export function withoutAcceptedGaps(findings: readonly Finding[]): {
  findings: Finding[]
  unused: AcceptedGap[]
} {
  return {
    findings: findings.filter(({ usage }) => !acceptedGaps.some((each) => each.usage.test(usage))),
    unused: acceptedGaps.filter((each) => !findings.some(({ usage }) => each.usage.test(usage))),
  }
}
