import { hasRightToLeft, IsolatedNumbers } from './isolated-numbers.tsx'
import { splitInvisible } from './invisible-chars.ts'
import { useTextMask } from './text-mask.ts'

/** An untrusted text: masked, with invisible characters shown by name, and isolated text direction. */
export function UntrustedText({ text }: { text: string }) {
  return <TextSegments text={useTextMask()(text)} />
}

/** The same for a text that is already masked. */
export function TextSegments({ text }: { text: string }) {
  return (
    <bdi>
      <InlineSegments text={text} />
    </bdi>
  )
}

type InlineSegmentsProps = {
  text: string
  /** Whether the whole text has right-to-left letters; whether this part has, by default. */
  isInRightToLeft?: boolean
}

/** The same for a part of a text, whose direction is that of the whole. */
export function InlineSegments({ text, isInRightToLeft = hasRightToLeft(text) }: InlineSegmentsProps) {
  return splitInvisible(text).map((segment) =>
    segment.isInvisible ? (
      <span key={segment.offset} className="mx-px rounded-sm bg-hover px-0.5 text-2xs text-faint">
        {/* Hair spaces separate the name from the text for screen readers and when copied. */}
        {`\u200a${segment.text}\u200a`}
      </span>
    ) : (
      <IsolatedNumbers key={segment.offset} text={segment.text} isInRightToLeft={isInRightToLeft} />
    ),
  )
}
