import { useQuery } from '@tanstack/react-query'

import { maskText, maskTypedText } from '#privacy/mask.ts'
import { sessionQuery } from '#session/session-query.ts'
import { useStore } from '#ui/store.ts'
import { noMask, type TextMask } from '#ui/text/text-mask.ts'

import { unmaskedInTab, maskPref } from '#pages/prefs/mask-pref.ts'
import { usePref } from '#pages/prefs/pref.ts'

/** Whether personal data is masked, and whether the server enforces that. */
export function useMask(): { isMasked: boolean; isEnforced: boolean } {
  const isEnforced = useQuery(sessionQuery()).data?.mask === true
  const isPreferred = usePref(maskPref)
  const isUnmasked = useStore(unmaskedInTab)
  return { isMasked: isEnforced ? !isUnmasked : isPreferred, isEnforced }
}

/** The masks for all text from outside, and for what users type to search. */
export function usePageTextMasks(): { textMask: TextMask; typedTextMask: TextMask } {
  const { isMasked } = useMask()
  return isMasked
    ? { textMask: maskText, typedTextMask: maskTypedText }
    : { textMask: noMask, typedTextMask: noMask }
}
