import { lazy, Suspense } from 'react'

import { Button, type ButtonProps } from './button.tsx'
import type { Anchor } from './layer.ts'
import type { MenuItem } from './menu-item.ts'
import { useOpener } from './use-opener.ts'

const load = () => import('./menu-layer.tsx')

// Radix is as large as a third of the first screen: it comes when someone nears the first menu.
const MenuLayer = lazy(async () => ({ default: (await load()).MenuLayer }))

type MenuProps = {
  /** The menu's accessible name. */
  label: string
  /** What the button looks like, and its own name. */
  button: ButtonProps
  items: readonly MenuItem[]
}

/** A button that opens a menu. Arrows, Home, End and typing move in it, Esc closes it, the focus comes back. */
export function Menu({ label, button, items }: MenuProps) {
  const { opened, close, props } = useOpener('menu', load)
  return (
    <>
      <Button {...button} {...props} />
      {opened && (
        <Suspense>
          <MenuLayer
            label={label}
            items={items}
            anchor={opened.button}
            button={opened.button}
            by={opened.by}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  )
}

type ContextMenuProps = {
  label: string
  /** What it is the menu of: a cell, or the point that was clicked; null while it is closed. */
  anchor: Anchor | null
  /** What opened it: by a key, the first item takes the focus. */
  by: 'key' | 'pointer'
  items: readonly MenuItem[]
  onClose: () => void
}

/** A menu of something on the page, without a button of its own. The focus returns to where it was before. */
export function ContextMenu({ anchor, ...rest }: ContextMenuProps) {
  if (anchor === null) return null
  return (
    <Suspense>
      <MenuLayer anchor={anchor} {...rest} />
    </Suspense>
  )
}
