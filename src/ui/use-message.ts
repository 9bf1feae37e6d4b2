import { useEffect, useState } from 'react'

/** How long a message stays, in ms: long enough to be read, short enough not to be taken for what is the case. */
const stays = 2500

/** A few words on what has just happened, and the way to say them. They go by themselves. */
export function useMessage(): [message: string, say: (message: string) => void] {
  const [said, setSaid] = useState({ text: '' })

  useEffect(() => {
    if (said.text === '') return
    const timer = setTimeout(() => setSaid({ text: '' }), stays)
    return () => clearTimeout(timer)
  }, [said])

  return [said.text, (text) => setSaid({ text })]
}
