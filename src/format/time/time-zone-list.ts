import { isTimeZone, localTimeZone, utc, zoneLabel, type TimeZone } from './time-zone.ts'

/** Names that changed. Some browsers list the old one only, though all that know the new one accept it too. */
const newNames: Readonly<Record<string, TimeZone>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

const oldNames = new Map(Object.entries(newNames).map(([oldName, newName]) => [newName, oldName]))

/** The zone's present name, if this browser knows it. */
export function presentName(zone: TimeZone): TimeZone {
  const name = newNames[zone]
  return name !== undefined && isTimeZone(name) ? name : zone
}

/** All zones that this browser knows, by their present names, sorted; UTC first. */
export function listTimeZones(): readonly TimeZone[] {
  const names = new Set(Intl.supportedValuesOf('timeZone').map(presentName))
  names.delete(utc)
  return [utc, ...[...names].toSorted()]
}

export const browserTimeZone = (): TimeZone => presentName(localTimeZone())

/**
 * How well a typed text matches a zone: 0 for the start of its city ("new y"), 1 for the start of a word, 2 for an offset from
 * UTC ("+2", "utc-3:30", "+5" for UTC+5:30 too); null for no match. Old names match too ("kiev").
 * @param offset the zone's offset at present, as `formatUtcOffset` writes it; null while it is not known
 */
export function matchTimeZone(zone: TimeZone, offset: string | null, typed: string): 0 | 1 | 2 | null {
  const text = normalize(typed)
  if (text === '') return 0
  const names = [zone, oldNames.get(zone) ?? zone].map((name) => normalize(zoneLabel(name)))
  if (names.some((name) => name.slice(name.lastIndexOf('/') + 1).startsWith(text))) return 0
  if (names.some((name) => ` ${name.replaceAll(/[/-]/g, ' ')}`.includes(` ${text.replaceAll('/', ' ')}`)))
    return 1
  return offset !== null && matchesOffset(offset, text) ? 2 : null
}

const normalize = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('_', ' ')
    .replaceAll('\u2212', '-')

const offsetPattern = /^(?:utc|gmt)? ?([+-])0?(\d{1,2})(?::?([0-5]\d?)?)?$/

function matchesOffset(offset: string, text: string): boolean {
  const match = offsetPattern.exec(text)
  if (match === null) return false
  const [, sign = '', hours = '', minutes = ''] = match
  const [, offsetSign = '+', offsetHours = '0', offsetMinutes = '00'] =
    offsetPattern.exec(normalize(offset)) ?? []
  const isZero = hours === '0' && offsetHours === '0'
  return (isZero || sign === offsetSign) && hours === offsetHours && offsetMinutes.startsWith(minutes)
}
