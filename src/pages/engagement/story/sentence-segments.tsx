import { Fragment } from 'react'

import type { Segment } from '#story/sentence-parts.ts'
import { errorCodeUrl } from '#story/twilio-error-codes.ts'

import { TextWithNumbers } from '#pages/shared/phone/text-with-numbers.tsx'

type SentenceSegmentsProps = {
  segments: readonly Segment[]
  /** Marks the quotation of this text, at which a search hit opens. */
  matchedText?: string | null
}

/** A sentence of a story. Text from outside is marked as a quotation or as code. */
export function SentenceSegments({ segments, matchedText = null }: SentenceSegmentsProps) {
  // Segments never change order, so the index is a safe key.
  return segments.map((segment, i) => <Fragment key={i}>{renderSegment(segment, matchedText)}</Fragment>)
}

/** Whether a segment quotes a text, of which it may have only the start. */
export function isQuoteOf(segment: Segment, text: string): boolean {
  if (typeof segment === 'string' || !('quote' in segment)) return false
  const { quote } = segment
  return quote === text || (quote.endsWith('…') && text.startsWith(quote.slice(0, -1)))
}

function renderSegment(segment: Segment, matchedText: string | null) {
  // A number and its unit stay on one line.
  if (typeof segment === 'string') return segment.replaceAll(/(\d) (?=(?:ms|s|min|h|d)\b)/g, '$1\u00a0')
  if ('quote' in segment) {
    return (
      <q className="text-ink">
        {matchedText !== null && isQuoteOf(segment, matchedText) ? (
          <mark className="rounded-sm bg-mark text-ink">
            <TextWithNumbers text={segment.quote} />
          </mark>
        ) : (
          <TextWithNumbers text={segment.quote} />
        )}
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
      <TextWithNumbers text={segment.name} />
    </code>
  )
}
