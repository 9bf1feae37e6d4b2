import { Popover } from 'radix-ui'
import { useMemo, useRef, type ReactNode } from 'react'

import { isPage } from '#ui/keys/keep-focus.ts'

import { collisionPadding, portalContainer, floatingClass } from './floating.ts'

type PopoverContentProps = {
  label: string
  button: HTMLElement
  onClose: () => void
  children: ReactNode
}

/** The open popover. Not modal: the page behind it can be scrolled and clicked. A click closes it. */
export function PopoverContent({ label, button, onClose, children }: PopoverContentProps) {
  const anchorRef = useMemo(() => ({ current: button }), [button])
  const isClosedByPointer = useRef(false)
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchorRef} />
      <Popover.Portal container={portalContainer()}>
        <Popover.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={collisionPadding}
          className={`${floatingClass} p-3`}
          // Escape closes the list of a combobox first.
          onEscapeKeyDown={(event) => {
            if (document.activeElement?.matches('[role=combobox][aria-expanded=true]')) event.preventDefault()
          }}
          onInteractOutside={(event) => {
            // A click on the button is not a click outside: the button toggles the popover itself.
            if (event.target instanceof Node && button.contains(event.target)) event.preventDefault()
            else isClosedByPointer.current = true
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            // A click outside has already moved the focus, and so may the next key: this comes in a timer.
            if (!isClosedByPointer.current && isPage(document.activeElement)) button.focus()
          }}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
