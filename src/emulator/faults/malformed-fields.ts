import { json, type JsonTemplateValue } from '#emulator/data/json-text.ts'
import type { ResourceFields } from '#emulator/data/resource-fields.ts'

/** Every field is null in some row and missing in another; in some rows all but the status are. */
export function omitOrNullField(fields: ResourceFields, position: number): ResourceFields {
  const variant = position % (2 * fields.length + 2)
  const name = fields[variant >> 1]?.[0]
  if (name === undefined) {
    return variant % 2 ? fields.filter(isStatus) : fields.map((it) => (isStatus(it) ? it : [it[0], null]))
  }
  // Twilio never sends a null status, but it may omit it.
  if (variant % 2 || name === 'status') return fields.filter(([it]) => it !== name)
  return withField(fields, name, null)
}

function isStatus([name]: ResourceFields[number]): boolean {
  return name === 'status'
}

/** Every tenth row has a null or missing SID, in turn, and therefore no URLs. */
export function omitOrNullSid(fields: ResourceFields, position: number): ResourceFields {
  if (position % 10) return fields
  const withoutSid =
    position % 20 ? fields.filter(([name]) => name !== 'sid') : withField(fields, 'sid', null)
  return withField(withField(withoutSid, 'url', null), 'links', null)
}

/** Every third row has a status that Twilio does not document. */
export function setUnknownStatus(fields: ResourceFields, position: number): ResourceFields {
  return position % 3 ? fields : withField(fields, 'status', 'paused')
}

const nonObjectContexts = [
  null,
  'a context that is one string',
  json`["a context", "that is", ["an array", 9007199254740993123, null]]`,
  json`42`,
  true,
  json`{}`,
  json`[]`,
  '',
] as const satisfies readonly JsonTemplateValue[]

export function setNonObjectContext(fields: ResourceFields, position: number): ResourceFields {
  return withField(fields, 'context', nonObjectContexts[position % nonObjectContexts.length] ?? null)
}

/** Adds a key with a special meaning in JavaScript. */
export function addProtoField(fields: ResourceFields): ResourceFields {
  return [...fields, ['__proto__', json`{ "status": "polluted" }`]]
}

function withField(fields: ResourceFields, name: string, value: JsonTemplateValue): ResourceFields {
  return fields.map((it) => (it[0] === name ? [name, value] : it))
}
