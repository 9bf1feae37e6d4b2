import { useEffect, useEffectEvent, useRef } from 'react'

import { isShortcutEvent } from './use-shortcut.ts'

/** How long the first of two keys is remembered, in ms. */
const sequenceMs = 1500

/**
 * Runs the shortcuts of the controls on the screen. A control names its own: `data-shortcut="e"`, or two keys pressed one
 * after the other, `"g f"`. So a key works exactly where its control is.
 */
export function useControlShortcuts(isEnabled: boolean): void {
  const first = useRef({ key: '', time: 0 })
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { key, timeStamp } = event
    // Shift and the like.
    if (key.length > 1 || !isEnabled || !isShortcutEvent(event)) return
    const { key: before, time } = first.current
    first.current = { key: '', time: 0 }
    const isSequence = before !== '' && timeStamp - time < sequenceMs
    const control = findShortcutControl(isSequence ? `${before} ${key}` : key)
    if (control !== null) {
      event.preventDefault()
      activate(control)
    } else if (!isSequence && document.querySelector(`[data-shortcut^="${CSS.escape(key)} "]`)) {
      first.current = { key, time: timeStamp }
    }
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

/** The first visible control with this shortcut; null without one. */
export function findShortcutControl(shortcut: string): HTMLElement | null {
  const found = document.querySelectorAll<HTMLElement>(`[data-shortcut="${CSS.escape(shortcut)}"]`)
  return [...found].find((control) => control.checkVisibility()) ?? null
}

/** Clicks a button or link; focuses the chosen one of a group of radio buttons. */
function activate(control: HTMLElement): void {
  if (control.role === 'radiogroup') control.querySelector<HTMLElement>(':checked')?.focus()
  else {
    // Keys act in the tab that was chosen. Other controls leave the focus where it is, or move it themselves.
    if (control.role === 'tab') control.focus()
    control.click()
  }
}
