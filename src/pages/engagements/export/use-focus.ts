import { useEffect, useRef, type RefObject } from 'react'

/** Puts the focus on something as soon as it is there: what had it before is gone. */
export function useFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null)
  useEffect(() => element.current?.focus(), [])
  return element
}
