import { Flag, Hourglass, TriangleAlert, type IconNode } from 'lucide'

import type { Ending } from '#story/build-story.ts'

/** What is written on the widget that decided how the run ended. */
export type EndBadge = { text: string; icon: IconNode; isFailure: boolean }

export const endBadges = {
  waiting: { text: 'waiting here', icon: Hourglass, isFailure: false },
  ended: { text: 'ended here', icon: Flag, isFailure: false },
  decided: { text: 'decided the end', icon: TriangleAlert, isFailure: true },
} as const satisfies Record<string, EndBadge>

const endedKinds: ReadonlySet<Ending['kind']> = new Set(['stopped', 'end', 'unknown'])

export function endBadge(ending: Ending | null): EndBadge {
  if (ending?.kind === 'waiting') return endBadges.waiting
  return ending !== null && endedKinds.has(ending.kind) ? endBadges.ended : endBadges.decided
}
