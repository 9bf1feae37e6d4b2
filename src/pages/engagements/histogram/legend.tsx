import { useId, type ReactNode } from 'react'

import type { Bars } from './geometry.ts'
import { Hatch } from './hatch.tsx'
import { kindLooks } from './kind-looks.ts'
import { kindNames, shownKinds } from './readout.ts'
import type { Unread } from './span.ts'

/** What the looks mean. */
export function Legend({ bars, unread }: { bars: Bars | null; unread: Unread }) {
  const hatch = useId()
  return (
    <ul aria-label="Legend" className="flex shrink-0 flex-wrap gap-x-3">
      {shownKinds(bars?.counts.other.some((n) => n > 0) ?? false).map((kind) => (
        <Entry key={kind} text={kindNames[kind]}>
          <rect width={8} height={8} rx={1} className={kindLooks[kind]} />
        </Entry>
      ))}
      {unread.state === 'before' && (
        <Entry text="not read yet">
          <Hatch id={hatch} />
          <rect width={8} height={8} fill={`url(#${hatch})`} className="stroke-line-strong" />
        </Entry>
      )}
      {unread.state === 'anywhere' && <li>not in order of date: any bar may still grow</li>}
    </ul>
  )
}

function Entry({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg aria-hidden width={8} height={8} className="overflow-visible">
        {children}
      </svg>
      {text}
    </li>
  )
}
