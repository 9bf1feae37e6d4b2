import { durationUnits } from './duration.ts'

/**
 * How long ago something was, in its largest unit: "3 d ago"; below a minute "just now". "in 3 h" where this computer's clock
 * is behind. @param ms milliseconds
 */
export function formatAge(ms: number): string {
  const length = Math.abs(ms)
  const unit = durationUnits.find(({ seconds }) => length >= seconds * 1000)
  if (unit === undefined || unit.name === 's') return 'just now'
  const text = `${Math.floor(length / 1000 / unit.seconds)} ${unit.name}`
  return ms < 0 ? `in ${text}` : `${text} ago`
}
