import { createContext, use, useEffect, useEffectEvent } from 'react'

import { isEditableTarget } from './is-editable-target.ts'

/**
 * Whether single-key shortcuts are on. People who use speech input, or hit keys by accident, can turn them off (WCAG
 * 2.1.4).
 */
export const ShortcutsEnabledContext = createContext(true)

/**
 * Runs `onPress` for a single key anywhere on the page, except in text fields and menus and while a dialog is open.
 * @param onPress returns false to leave the key to others
 */
export function useShortcut(key: string, onPress: () => unknown): void {
  const isEnabled = use(ShortcutsEnabledContext)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isEnabled || event.key !== key || !isShortcutEvent(event)) return
    if (onPress() !== false) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

/** Whether a key may be a single-key shortcut: alone, not typed into a field or a menu, and not behind a dialog. */
export function isShortcutEvent(event: KeyboardEvent): boolean {
  const { target, altKey, ctrlKey, metaKey, defaultPrevented } = event
  if (altKey || ctrlKey || metaKey || defaultPrevented || isEditableTarget(target)) return false
  const isInMenu = target instanceof Element && target.closest('[role=menu], [role=listbox]') !== null
  return !isInMenu && document.querySelector('dialog:modal') === null
}
