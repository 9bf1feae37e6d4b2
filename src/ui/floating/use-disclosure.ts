import { useState, type ComponentProps } from 'react'

/** An open menu or popover: its button, and how it was opened. With `key` the first item gets the focus. */
export type OpenState = { readonly button: HTMLButtonElement; readonly openedBy: 'key' | 'pointer' }

/**
 * State and props of a button that opens a menu or popover. Preloads its code on hover and focus.
 * @param loadContent loads the code; a failed preload is ignored, and opening tries again
 */
export function useDisclosure(popupRole: 'menu' | 'dialog', loadContent: () => Promise<unknown>) {
  const [openState, setOpenState] = useState<OpenState | null>(null)
  const preload = () => void loadContent().catch(() => {})

  const buttonProps = {
    'aria-haspopup': popupRole,
    'aria-expanded': openState !== null,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: ({ currentTarget, detail }) => {
      // Safari does not focus a clicked button, and closing must return the focus to it.
      currentTarget.focus()
      setOpenState(openState ? null : { button: currentTarget, openedBy: detail === 0 ? 'key' : 'pointer' })
    },
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown' || openState) return
      event.preventDefault()
      setOpenState({ button: event.currentTarget, openedBy: 'key' })
    },
  } satisfies ComponentProps<'button'>

  return { openState, close: () => setOpenState(null), buttonProps }
}
