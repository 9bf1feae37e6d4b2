import { Eye, EyeOff } from 'lucide-react'

import { ToggleButton } from '#ui/controls/toggle-button.tsx'

import { useUnmask } from './use-unmask.ts'

/** Masks and unmasks personal data on the screen. */
export function MaskButton() {
  const { isMasked, mask, unmask } = useUnmask()
  const Icon = isMasked ? EyeOff : Eye
  return (
    <ToggleButton
      pressed={isMasked}
      aria-label="Mask personal data"
      title={
        isMasked
          ? 'Phone numbers, e-mail addresses and card numbers are masked; showing them is logged'
          : 'Mask phone numbers, e-mail addresses and card numbers'
      }
      icon={<Icon aria-hidden size={16} />}
      onClick={() => {
        if (isMasked) void unmask()
        else mask()
      }}
    />
  )
}
