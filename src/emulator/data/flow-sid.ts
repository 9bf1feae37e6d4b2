import { parseSid, type FlowSid } from '#contract/sid.ts'

/** A flow SID from a literal. Throws if it is invalid. */
export function flowSid(text: string): FlowSid {
  const sid = parseSid('FW', text)
  if (sid === null) throw new Error(`${text} is not a flow SID: use FW and 32 hexadecimal digits.`)
  return sid
}
