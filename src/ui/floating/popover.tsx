import { type ReactNode } from 'react'

import { Button, type ButtonProps } from '#ui/controls/button.tsx'
import { Opening } from './opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { useDisclosure } from './use-disclosure.ts'

const loadContent = () => import('./popover-content.tsx')

// Loads on hover or focus of a popover button: see `menu.tsx`.
const PopoverContent = lazyChunk(async () => (await loadContent()).PopoverContent)

type PopoverProps = {
  /** The popover's accessible name. */
  label: string
  /** The button's appearance and name. */
  button: ButtonProps
  /** The content. `close` returns the focus to the button. */
  children: (close: () => void) => ReactNode
}

/**
 * A button that opens a small dialog next to it. The first control gets the focus. Esc closes the dialog and restores the
 * focus. It opens only after its code has loaded, since it needs a control to focus.
 */
export function Popover({ label, button, children }: PopoverProps) {
  const { openState, close, buttonProps } = useDisclosure('dialog', loadContent)
  return (
    <>
      <Button {...button} {...buttonProps} />
      {openState && (
        <Opening onCancel={close}>
          <PopoverContent label={label} button={openState.button} onClose={close}>
            {children(close)}
          </PopoverContent>
        </Opening>
      )}
    </>
  )
}
