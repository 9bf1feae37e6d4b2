import { useEffect, useState } from 'react'

/** Speaks a text to screen readers once it has stayed the same for a while: counts that race upwards are not read out. */
export function Announcer({ text, after = 1500 }: { text: string; /** Milliseconds. */ after?: number }) {
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), after)
    return () => clearTimeout(timer)
  }, [text, after])
  return (
    <div role="status" aria-label="Announcements" className="sr-only">
      {spoken}
    </div>
  )
}
