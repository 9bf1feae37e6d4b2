import { formatCount } from '#display/count.ts'
import type { HeadNews } from '#engine/protocol.ts'

/** "12 new", "1,000+ new". */
export function nameFresh({ fresh, more }: HeadNews): string {
  return `${formatCount(fresh)}${more ? '+' : ''} new`
}
