import { useEffect, useState } from 'react'

/** Announces a text to screen readers after it has not changed for `delayMs`, so that fast counters are not read out. */
export function LiveRegion({ text, delayMs = 1500 }: { text: string; delayMs?: number }) {
  const [announced, setAnnounced] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(text), delayMs)
    return () => clearTimeout(timer)
  }, [text, delayMs])
  return (
    <div role="status" aria-label="Announcements" className="sr-only">
      {announced}
    </div>
  )
}
