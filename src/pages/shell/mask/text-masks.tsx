import type { ReactNode } from 'react'

import { maskText, maskTypedText } from '#privacy/mask.ts'
import { noMask, TextMaskContext, TypedTextMaskContext } from '#ui/text/text-mask.ts'

import { useMask } from './use-mask.ts'

/**
 * Gives all below it the masks for text from outside, and for what users type to search. It is above the pages, not in their
 * frame: hooks of a page need the masks, too.
 */
export function TextMasks({ children }: { children: ReactNode }) {
  const { isMasked } = useMask()
  return (
    <TextMaskContext value={isMasked ? maskText : noMask}>
      <TypedTextMaskContext value={isMasked ? maskTypedText : noMask}>{children}</TypedTextMaskContext>
    </TextMaskContext>
  )
}
