import { createContext, use, useEffect, useEffectEvent } from 'react'

import { isEditableTarget } from './is-editable-target.ts'

/**
 * Whether single-key shortcuts are on. People who use speech input, or hit keys by accident, can turn them off (WCAG
 * 2.1.4).
 */
export const ShortcutsEnabledContext = createContext(true)

/** Runs `onPress` for a single key anywhere on the page, except in text fields and while a dialog is open. */
export function useShortcut(key: string, onPress: () => void): void {
  const isEnabled = use(ShortcutsEnabledContext)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
    if (!isEnabled || isEditableTarget(event.target) || document.querySelector('dialog:modal')) return
    event.preventDefault()
    onPress()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
