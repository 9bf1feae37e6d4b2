import { useState, type ComponentProps } from 'react'

/** A layer that is open: the button it was opened with, and by what; by a key, the first item takes the focus. */
export type Opened = { readonly button: HTMLButtonElement; readonly by: 'key' | 'pointer' }

/**
 * What a button does that opens a menu or a popover. The layer's code is asked for as soon as someone comes near.
 * @param load brings the layer's code; a failure is told when it is opened
 */
export function useOpener(popup: 'menu' | 'dialog', load: () => Promise<unknown>) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const preload = () => void load().catch(() => {})

  const props = {
    'aria-haspopup': popup,
    'aria-expanded': opened !== null,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: ({ currentTarget, detail }) => {
      // Safari gives a button no focus when it is clicked, and the layer returns it to where it was.
      currentTarget.focus()
      setOpened(opened ? null : { button: currentTarget, by: detail === 0 ? 'key' : 'pointer' })
    },
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown' || opened) return
      event.preventDefault()
      setOpened({ button: event.currentTarget, by: 'key' })
    },
  } satisfies ComponentProps<'button'>

  return { opened, close: () => setOpened(null), props }
}
