import { useEffect, useRef, type RefObject } from 'react'

/** Focuses an element on mount: the previously focused one is gone, or a dialog begins with it. */
export function useAutoFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null)
  useEffect(() => element.current?.focus(), [])
  return element
}
