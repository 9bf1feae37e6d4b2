import { useEffect, useRef, type RefObject } from 'react'

/** Focuses an element on mount, because the previously focused element is gone. */
export function useAutoFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null)
  useEffect(() => element.current?.focus(), [])
  return element
}
