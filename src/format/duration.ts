/** From the largest to the smallest. */
export const durationUnits = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
] as const

/**
 * A duration in its two largest units: "3 min 12 s", "2 d 4 h"; below a second in milliseconds.
 * @param ms milliseconds; may be negative, since Twilio's update date can be before its creation date
 */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = Math.floor(ms / 1000)
  const largestIndex = durationUnits.findIndex((unit) => seconds >= unit.seconds)
  const first = durationUnits[largestIndex]
  if (!first) return '0 s'
  const parts = [`${Math.floor(seconds / first.seconds)} ${first.name}`]
  const second = durationUnits[largestIndex + 1]
  const rest = second ? Math.floor((seconds % first.seconds) / second.seconds) : 0
  if (second && rest > 0) parts.push(`${rest} ${second.name}`)
  return parts.join(' ')
}
