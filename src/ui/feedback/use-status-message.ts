import { useEffect, useState } from 'react'

/** Display time of a message, in ms: long enough to read, short enough not to become outdated. */
const durationMs = 2500

/** A short message about the last action, and a function that shows one. It disappears after 2.5 s. */
export function useStatusMessage(): [message: string, show: (message: string) => void] {
  const [status, setStatus] = useState({ text: '' })

  useEffect(() => {
    if (status.text === '') return
    const timer = setTimeout(() => setStatus({ text: '' }), durationMs)
    return () => clearTimeout(timer)
  }, [status])

  return [status.text, (text) => setStatus({ text })]
}
