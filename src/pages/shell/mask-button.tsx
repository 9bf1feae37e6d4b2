import { Eye, EyeOff } from 'lucide-react'

import { maskText } from '#display/mask.ts'
import { ToggleButton } from '#ui/toggle-button.tsx'

import { useLift } from './use-lift.ts'
import { mask } from './use-mask.ts'

// Who cannot put it on needs none.
mask.set(maskText)

/** Masks personal data on the screen, and lifts that again. */
export function MaskButton() {
  const { isOn, putOn, lift } = useLift()
  const Icon = isOn ? EyeOff : Eye
  return (
    <ToggleButton
      pressed={isOn}
      aria-label="Mask personal data"
      title={
        isOn
          ? 'Phone numbers, e-mail addresses and card numbers are masked; showing them leaves a line in the audit'
          : 'Mask phone numbers, e-mail addresses and card numbers'
      }
      icon={<Icon aria-hidden size={16} />}
      onClick={() => {
        if (isOn) void lift()
        else putOn()
      }}
    />
  )
}
