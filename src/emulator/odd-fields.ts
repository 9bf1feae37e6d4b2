import { json, type JsonPart } from './json-text.ts'
import type { Fields } from './resources.ts'

/** Every field is null in one row and absent in another; now and then all but the status are. */
export function missingFields(fields: Fields, position: number): Fields {
  const turn = position % (2 * fields.length + 2)
  const name = fields[turn >> 1]?.[0]
  if (name === undefined) {
    return turn % 2 ? fields.filter(isStatus) : fields.map((it) => (isStatus(it) ? it : [it[0], null]))
  }
  // The status is never null at Twilio, but it may be absent.
  if (turn % 2 || name === 'status') return fields.filter(([it]) => it !== name)
  return withField(fields, name, null)
}

function isStatus([name]: Fields[number]): boolean {
  return name === 'status'
}

/** Every tenth row has no SID, null and absent in turn, and so no address either. */
export function missingSids(fields: Fields, position: number): Fields {
  if (position % 10) return fields
  const named = position % 20 ? fields.filter(([name]) => name !== 'sid') : withField(fields, 'sid', null)
  return withField(withField(named, 'url', null), 'links', null)
}

/** Every third row has a status Twilio never named. */
export function unknownStatus(fields: Fields, position: number): Fields {
  return position % 3 ? fields : withField(fields, 'status', 'paused')
}

const contexts = [
  null,
  'a context that is one string',
  json`["a context", "that is", ["an array", 9007199254740993123, null]]`,
  json`42`,
  true,
  json`{}`,
  json`[]`,
  '',
] as const satisfies readonly JsonPart[]

export function oddContexts(fields: Fields, position: number): Fields {
  return withField(fields, 'context', contexts[position % contexts.length] ?? null)
}

/** A row with a key that means something to JavaScript. */
export function protoField(fields: Fields): Fields {
  return [...fields, ['__proto__', json`{ "status": "polluted" }`]]
}

function withField(fields: Fields, name: string, value: JsonPart): Fields {
  return fields.map((it) => (it[0] === name ? [name, value] : it))
}
