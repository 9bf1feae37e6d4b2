import { Eye, EyeOff } from 'lucide'
import { useState } from 'react'

import { Icon } from '#ui/icon.tsx'
import { ToggleButton } from '#ui/controls/toggle-button.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { useMask } from './use-mask.ts'
import { useUnmask } from './use-unmask.ts'

// Loaded when first opened.
export const UnmaskDialog = lazyChunk(async () => (await import('./unmask-dialog.tsx')).UnmaskDialog)

/** Masks personal data on the screen; lifts the mask after asking. */
export function MaskButton() {
  const [isAsking, setIsAsking] = useState(false)
  const { isMasked } = useMask()
  const { mask } = useUnmask()
  const icon = isMasked ? EyeOff : Eye
  return (
    <>
      <ToggleButton
        pressed={isMasked}
        aria-label="Mask personal data"
        title={
          isMasked
            ? 'Phone numbers, e-mail addresses and card numbers are masked; showing them is logged'
            : 'Mask phone numbers, e-mail addresses and card numbers'
        }
        icon={<Icon icon={icon} size={16} />}
        onClick={() => (isMasked ? setIsAsking(true) : mask())}
      />
      {isAsking && (
        <Opening onCancel={() => setIsAsking(false)}>
          <UnmaskDialog onClose={() => setIsAsking(false)} />
        </Opening>
      )}
    </>
  )
}
