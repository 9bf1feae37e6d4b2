import { useEffect, useRef, useState } from 'react'

/** Whether an element is in view: not scrolled out of its container or the window. @returns a ref for it, and that */
export function useInView<T extends Element>() {
  const ref = useRef<T>(null)
  const [isInView, setInView] = useState(false)
  useEffect(() => {
    if (!ref.current) return
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)?.isIntersecting === true))
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [])
  return [ref, isInView] as const
}
