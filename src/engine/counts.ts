import { channelOfMark, passesWithout, statusOfMark } from './mark.ts'
import type { Counts } from './protocol.ts'

/** How many rows each choice of a filter would show. @param tally how often each mark occurs */
export function countsOf(tally: Uint32Array): Counts {
  const status = { all: 0, active: 0, ended: 0, other: 0 }
  const channel = { phone: 0, whatsapp: 0, sip: 0, client: 0, other: 0 }
  for (const [mark, rows] of tally.entries()) {
    if (passesWithout(mark, 'status')) {
      status.all += rows
      status[statusOfMark(mark)] += rows
    }
    if (passesWithout(mark, 'channel')) channel[channelOfMark(mark)] += rows
  }
  return { status: { all: status.all, active: status.active, ended: status.ended }, channel }
}
