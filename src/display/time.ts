/** How times are written: in the reader's own time zone unless a format says UTC, in English, 24 hours. */
const dateTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

const dateTimeInZone = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

const withZone = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "3 Nov 2026, 09:12", in the reader's zone. @param ms milliseconds since 1970 */
export const formatMinute = (ms: number): string => dateTime.format(ms)

/** "3 Nov 2026, 09:12 CET": the same where no column says which zone is meant. */
export const formatMinuteInZone = (ms: number): string => dateTimeInZone.format(ms)

/** The seconds that follow it: "45". Every zone of today is whole minutes from UTC. */
export const formatSeconds = (ms: number): string => String(new Date(ms).getUTCSeconds()).padStart(2, '0')

/** "09:12:45", in the reader's zone. */
export const formatClock = (ms: number): string => clock.format(ms)

/** The whole time, with its zone and in UTC: what a tooltip says. */
export function describeTime(ms: number): string {
  return `${withZone.format(ms)}\n${new Date(ms).toISOString()} (UTC)`
}

/** Milliseconds since 1970 of one of Twilio's dates; null when it is null or no date. */
export function parseTime(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}
