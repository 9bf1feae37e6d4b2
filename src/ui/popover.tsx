import { lazy, Suspense, type ReactNode } from 'react'

import { Button, type ButtonProps } from './button.tsx'
import { useOpener } from './use-opener.ts'

const load = () => import('./popover-layer.tsx')

// Comes when someone nears the first popover: see `menu.tsx`.
const PopoverLayer = lazy(async () => ({ default: (await load()).PopoverLayer }))

type PopoverProps = {
  /** The accessible name of what opens. */
  label: string
  /** What the button looks like, and its own name. */
  button: ButtonProps
  /** What stands in it; `close` puts the focus back on the button. */
  children: (close: () => void) => ReactNode
}

/**
 * A button that opens a small dialog beside it. Its first control takes the focus, Esc closes it, the focus comes back.
 * It opens once what stands in it has loaded: before, there would be nothing to take the focus.
 */
export function Popover({ label, button, children }: PopoverProps) {
  const { opened, close, props } = useOpener('dialog', load)
  return (
    <>
      <Button {...button} {...props} />
      {opened && (
        <Suspense>
          <PopoverLayer label={label} button={opened.button} onClose={close}>
            {children(close)}
          </PopoverLayer>
        </Suspense>
      )}
    </>
  )
}
