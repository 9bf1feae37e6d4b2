import { Fragment } from 'react'

import type { Segment } from '#story/sentence-parts.ts'
import { errorCodeUrl } from '#story/twilio-error-codes.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { TextWithNumbers } from '#pages/shared/phone/text-with-numbers.tsx'

/** A sentence of a story. Text from outside is marked as a quotation or as code. */
export function SentenceSegments({ segments }: { segments: readonly Segment[] }) {
  // Segments never change order, so the index is a safe key.
  return segments.map((segment, i) => <Fragment key={i}>{renderSegment(segment)}</Fragment>)
}

function renderSegment(segment: Segment) {
  // A number and its unit stay on one line.
  if (typeof segment === 'string') return segment.replaceAll(/(\d) (?=(?:ms|s|min|h|d)\b)/g, '$1\u00a0')
  if ('quote' in segment) {
    return (
      <q className="text-ink">
        <TextWithNumbers text={segment.quote} />
      </q>
    )
  }
  if ('errorCode' in segment) {
    return (
      <a
        href={errorCodeUrl(segment.errorCode)}
        target="_blank"
        rel="noreferrer"
        className="focus-ring rounded-sm text-accent underline underline-offset-2"
      >
        error {segment.errorCode}
      </a>
    )
  }
  return (
    <code className="font-mono text-xs text-ink">
      <UntrustedText text={segment.name} />
    </code>
  )
}
