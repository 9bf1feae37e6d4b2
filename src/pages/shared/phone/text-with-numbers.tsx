import { Fragment } from 'react'

import type { PhoneSeparator } from '#format/phone-separators.ts'
import { hasRightToLeft } from '#ui/text/isolated-numbers.tsx'
import { useTextMask } from '#ui/text/text-mask.ts'
import { InlineSegments } from '#ui/text/untrusted-text.tsx'

import { Separator } from './separator.tsx'
import { splitNumbers } from './split-numbers.ts'
import { usePhoneSeparators } from './use-phone-separators.ts'

/**
 * An untrusted text in a sentence for people: its phone numbers are shown as their countries write them. Copied text stays
 * as Twilio sent it.
 */
export function TextWithNumbers({ text }: { text: string }) {
  return <SeparatedText text={text} getSeparators={usePhoneSeparators()} />
}

export function SeparatedText({
  text,
  getSeparators,
}: {
  text: string
  getSeparators: (address: string) => readonly PhoneSeparator[]
}) {
  const masked = useTextMask()(text)
  const isInRightToLeft = hasRightToLeft(text)
  return (
    <bdi>
      {splitNumbers(text).map(({ start, end, isNumber }) =>
        isNumber ? (
          <SeparatedNumber
            key={start}
            text={masked.slice(start, end)}
            separators={getSeparators(text.slice(start, end))}
          />
        ) : (
          <InlineSegments
            key={`${start}-${end}`}
            text={masked.slice(start, end)}
            isInRightToLeft={isInRightToLeft}
          />
        ),
      )}
    </bdi>
  )
}

function SeparatedNumber({ text, separators }: { text: string; separators: readonly PhoneSeparator[] }) {
  const starts = [0, ...separators.map(({ index }) => index)]
  return (
    <bdi dir="ltr" className="whitespace-nowrap">
      {starts.map((start, i) => (
        <Fragment key={start}>
          {i > 0 && <Separator text={separators[i - 1]?.separator ?? ''} />}
          {text.slice(start, starts[i + 1])}
        </Fragment>
      ))}
    </bdi>
  )
}
