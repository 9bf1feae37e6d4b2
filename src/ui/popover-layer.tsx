import { Popover } from 'radix-ui'
import { useMemo, useRef, type ReactNode } from 'react'

import { edgeRoom, layerHome, layerLook } from './layer.ts'

type PopoverLayerProps = {
  label: string
  button: HTMLElement
  onClose: () => void
  children: ReactNode
}

/** The open popover. Not modal: what it stands over can be seen, scrolled and clicked, which closes it. */
export function PopoverLayer({ label, button, onClose, children }: PopoverLayerProps) {
  const anchor = useMemo(() => ({ current: button }), [button])
  const leftByPointer = useRef(false)
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal container={layerHome()}>
        <Popover.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={edgeRoom}
          className={`${layerLook} p-3`}
          onInteractOutside={(event) => {
            // A click on the button is its own affair.
            if (event.target instanceof Node && button.contains(event.target)) event.preventDefault()
            else leftByPointer.current = true
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            // Whoever clicked elsewhere has put the focus there.
            if (!leftByPointer.current) button.focus()
          }}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
