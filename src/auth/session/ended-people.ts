/** People whose sessions an administrator has ended: their names in lower case, and until when, in ms since 1970. */
export type EndedPeople = ReadonlyMap<string, number>

const example = 'SESSIONS_ENDED=ada@example.com=2026-11-30T10:00:00Z'
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?Z$/

/**
 * Parses `SESSIONS_ENDED`: a comma list of names as in the audit log, each with a time in UTC. The sessions of that person
 * that began before it are refused. A time that is still to come is an error: it would end sessions that begin later.
 */
export function parseEndedPeople(
  text: string,
  now: () => number = Date.now,
): { people: EndedPeople } | { error: string } {
  const people = new Map<string, number>()
  for (const part of text.split(',')) {
    const end = part.lastIndexOf('=')
    const name = part.slice(0, Math.max(end, 0)).trim().toLowerCase()
    const time = part.slice(end + 1).trim()
    const before = isoTime.test(time) ? Date.parse(time) : Number.NaN
    if (name === '' || Number.isNaN(before))
      return {
        error: `SESSIONS_ENDED must be names with a time in UTC, separated by commas, such as ${example}: correct it or leave it out.`,
      }
    if (before > now())
      return { error: `SESSIONS_ENDED has a time in the future (${time}): use the time now, in UTC.` }
    people.set(name, Math.max(before, people.get(name) ?? 0))
  }
  return { people }
}
