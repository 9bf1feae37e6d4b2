import { readPasted } from './pasted.ts'
import { readPhone } from './phone.ts'
import { contactTests, readAddress } from './read-contact.ts'
import { heldAnywhere, type Read } from './read.ts'
import { trimInvisible } from './visible-text.ts'

/** Recognises a word, or a phone number with its blanks: a SID, a link, an address, a number, or else a text. */
export function readAnywhere(typed: string): Read {
  const text = trimInvisible(typed)
  if (text === '-')
    return { problem: 'A minus alone leaves nothing out: write what to leave out right behind it.' }
  const pasted = readPasted(text)
  if (pasted) {
    switch (pasted.what) {
      case 'engagement':
        return { tests: [{ on: 'sid', sid: pasted.sid }], target: pasted.target }
      case 'flow':
        return {
          tests: [],
          remark: `${pasted.target.flowSid} is a flow, no engagement: it filters nothing here.`,
          target: pasted.target,
        }
      case 'sid':
        return { tests: heldAnywhere(pasted.sid) }
    }
  }
  const address = readAddress(text)
  if (address) return address
  const phone = readPhone(text)
  if (phone === null) return { tests: heldAnywhere(text) }
  const inContext = phone.certain ? [] : heldAnywhere(phone.spelled).filter(({ on }) => on === 'context')
  return { tests: [...contactTests(phone), ...inContext] }
}
