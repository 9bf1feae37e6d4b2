import { durationUnits } from './duration.ts'

/** How long ago something was, in its largest unit: "3 d ago"; below a minute "just now". @param ms milliseconds */
export function formatAge(ms: number): string {
  const unit = durationUnits.find(({ seconds }) => ms >= seconds * 1000)
  if (unit === undefined || unit.name === 's') return 'just now'
  return `${Math.floor(ms / 1000 / unit.seconds)} ${unit.name} ago`
}
