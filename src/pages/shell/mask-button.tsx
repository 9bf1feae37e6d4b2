import { Eye, EyeOff } from 'lucide-react'

import { ToggleButton } from '#ui/toggle-button.tsx'

import type { Mask } from './use-mask.ts'

/** Masks personal data on the screen, and lifts that again. */
export function MaskButton({ isOn, toggle, prepare }: Pick<Mask, 'isOn' | 'toggle' | 'prepare'>) {
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
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={toggle}
    />
  )
}
