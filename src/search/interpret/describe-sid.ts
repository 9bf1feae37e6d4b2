import { describeSidKind } from '#format/twilio-sid.ts'

/** What to do with a SID that names no run. */
const advice: Record<string, string> = {
  AC: ', which all runs of the account share: search for a number, or for a run’s SID (FN…)',
  FC: ', which many contacts share: search for the contact’s number',
  FT: ', which contexts rarely contain: search for its run’s SID (FN…) and open Steps',
}
const otherAdvice = ': to open a run, search for its own SID (FN…)'

/** Says what a SID is that is neither a run's nor a flow's, and what to search for instead. */
export function describeOtherSid(sid: string): string {
  return `This is ${describeSidKind(sid)}${advice[sid.slice(0, 2)] ?? otherAdvice}.`
}
