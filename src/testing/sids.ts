import { parseSid, type Sid, type SidPrefix } from '#contract/sid.ts'

/** A SID whose 32 hexadecimal digits are this number. */
export function sidOf<P extends SidPrefix>(prefix: P, number: number): Sid<P> {
  const sid = parseSid(prefix, prefix + number.toString(16).padStart(32, '0'))
  if (sid === null) throw new Error(`${number} makes no SID`)
  return sid
}
