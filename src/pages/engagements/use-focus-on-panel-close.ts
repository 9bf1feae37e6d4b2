import { useEffect, useRef } from 'react'

/** Moves the focus to the list when the panel closes, however it closes: the panel's own focus is lost. */
export function useFocusOnPanelClose(isOpen: boolean, list: HTMLElement | null): void {
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) {
      list?.focus({ preventScroll: true })
    }
    wasOpen.current = isOpen
  }, [isOpen, list])
}
