import { parseSid, type Sid } from '#contract/sid.ts'

function sid<P extends 'AC' | 'FC'>(prefix: P): Sid<P> {
  const parsed = parseSid(prefix, prefix + '0'.repeat(32))
  if (parsed === null) throw new Error(`${prefix} and 32 zeros must be a SID.`)
  return parsed
}

/** The one account everything belongs to. */
export const accountSid = sid('AC')

/** v1 hands out the same placeholder for every contact. */
export const contactSid = sid('FC')
