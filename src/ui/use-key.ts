import { createContext, use, useEffect, useEffectEvent } from 'react'

import { isWriting } from './is-writing.ts'

/** Whether single keys do anything: who speaks to the computer, or often hits a key unmeant, may go without (WCAG 2.1.4). */
export const SingleKeys = createContext(true)

/** What a single key does from anywhere on the page, unless somebody is writing or a dialog is open. */
export function useKey(key: string, act: () => void): void {
  const isOn = use(SingleKeys)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
    if (!isOn || isWriting(event.target) || document.querySelector('dialog:modal')) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
