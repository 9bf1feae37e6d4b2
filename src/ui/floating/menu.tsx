import { Button, type ButtonProps } from '#ui/controls/button.tsx'
import type { MenuItem } from './menu-item.ts'
import { Opening } from './opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { useDisclosure } from './use-disclosure.ts'

const loadContent = () => import('./menu-content.tsx')

// Radix is a third as large as the code of the first screen, so it loads on hover or focus of a menu button.
const MenuContent = lazyChunk(async () => (await loadContent()).MenuContent)

type MenuProps = {
  /** The menu's accessible name. */
  label: string
  /** The button's appearance and name. */
  button: ButtonProps
  items: readonly MenuItem[]
}

/** A button that opens a menu. Arrows, Home, End and typing move in it. Esc closes it and restores the focus. */
export function Menu({ label, button, items }: MenuProps) {
  const { openState, close, buttonProps } = useDisclosure('menu', loadContent)
  return (
    <>
      <Button {...button} {...buttonProps} />
      {openState && (
        <Opening onCancel={close}>
          <MenuContent
            label={label}
            items={items}
            anchor={openState.button}
            button={openState.button}
            openedBy={openState.openedBy}
            onClose={close}
          />
        </Opening>
      )}
    </>
  )
}
