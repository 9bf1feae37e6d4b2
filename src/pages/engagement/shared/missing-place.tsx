import type { ReactNode } from 'react'

import { UntrustedText } from '#ui/text/untrusted-text.tsx'

type MissingPlaceProps = {
  /** What the link leads to: "step". */
  noun: string
  /** As the link has it. */
  place: string
  /** The end of the sentence, and what to do. */
  children: ReactNode
}

/** Says that what a link leads to is not in this tab. */
export function MissingPlace({ noun, place, children }: MissingPlaceProps) {
  return (
    <p role="status" className="shrink-0 border-b border-line bg-warn-soft px-5 py-2 text-xs">
      The {noun} in the link,{' '}
      <code className="font-mono wrap-anywhere">
        <UntrustedText text={place} />
      </code>
      , {children}
    </p>
  )
}

/** Says that a run has no step of this SID. */
export function MissingStep({ step }: { step: string }) {
  return (
    <MissingPlace noun="step" place={step}>
      isn’t part of this run.
    </MissingPlace>
  )
}
