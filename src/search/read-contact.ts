import type { Value } from './grammar.ts'
import { readPhone, type Phone } from './phone.ts'
import type { Read } from './read.ts'
import type { ContactMatch, Test } from './search.ts'
import { trimInvisible, withoutInvisible } from './visible-text.ts'

/** What follows `contact:`. A phrase is held by the address, letter for letter; an exact value is the whole address. */
export function readContact({ how, text: typed }: Value): Read {
  const text = trimInvisible(typed)
  if (text === '')
    return { problem: 'Nothing follows contact: – write a number, an address or a part of one.' }
  if (how === 'exact') return { tests: [contactTest({ is: typed })] }
  if (how === 'phrase') return { tests: [contactTest({ holds: typed })] }
  const address = readAddress(text)
  if (address) return address
  const phone = readPhone(text)
  return { tests: phone ? contactTests(phone) : [contactTest({ holds: text })] }
}

/** An address with its scheme, as Twilio stores it or as links have it; null when there is none. */
export function readAddress(text: string): Read | null {
  const clean = withoutInvisible(text)
  const [, scheme = '', rest = ''] = /^(client|messenger|whatsapp|sips?):(.*)$/isu.exec(clean) ?? []
  switch (scheme.toLowerCase()) {
    case 'whatsapp':
      return readWhatsapp(rest)
    case 'client':
    case 'messenger':
      return rest === '' ? nothingBehind(scheme) : { tests: [contactTest({ is: clean })] }
    case 'sip':
    case 'sips':
      // Twilio stores both "sip:anna@example.com" and the bare "anna@example.com".
      return rest === ''
        ? nothingBehind(scheme)
        : { tests: [rest, `sip:${rest}`, `sips:${rest}`].map((is) => contactTest({ is })) }
    default:
      return null
  }
}

export function contactTests({ starts, ends }: Phone): Test[] {
  return [
    starts.length === 0 ? [] : [contactTest({ number: starts })],
    ends.length === 0 ? [] : [contactTest({ digits: ends })],
  ].flat()
}

function readWhatsapp(rest: string): Read {
  if (rest === '') return nothingBehind('whatsapp')
  const phone = readPhone(rest)
  if (phone === null) return { tests: [contactTest({ holds: `whatsapp:${rest}` })] }
  if (phone.starts.length === 0 || phone.ends.length > 0) {
    return {
      problem:
        'After whatsapp: stands a whole number with its country code, such as whatsapp:+14155550199; for some of its digits write channel:whatsapp and the digits.',
    }
  }
  return { tests: phone.starts.map((each) => contactTest({ holds: `whatsapp:+${each}` })) }
}

function nothingBehind(scheme: string): Read {
  return {
    problem: `Nothing follows ${scheme}: – write the rest of the address, or channel:… for all of them.`,
  }
}

const contactTest = (match: ContactMatch): Test => ({ on: 'contact', match })
