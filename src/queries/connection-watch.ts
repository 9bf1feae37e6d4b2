/** Milliseconds between two looks whether the server is there again: the first, and the most it becomes. */
const soonest = 2_000
const latest = 30_000
const factor = 1.5

type Options = {
  /** Whether the server answers. Never rejects. */
  isThere: () => Promise<boolean>
  /** The connection is lost, or there again. */
  tell: (state: 'gone' | 'there') => void
}

/**
 * Finds out whether the connection is lost when something could not be reached, and when it is there again. The word of
 * the browser alone does not count: a server on this machine answers without a network, and others may be gone with one.
 */
export function createConnectionWatch({ isThere, tell }: Options) {
  let isChecking = false
  let wake: (() => void) | null = null

  /** Rests, unless woken. */
  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function check(): Promise<void> {
    if (isChecking) return
    isChecking = true
    let isLost = false
    for (let pause = soonest; ; pause = Math.min(latest, pause * factor)) {
      // One look after the other, until it is there.
      // oxlint-disable-next-line no-await-in-loop
      if (await isThere()) break
      isLost = true
      tell('gone')
      // oxlint-disable-next-line no-await-in-loop
      await rest(pause)
    }
    isChecking = false
    if (isLost) tell('there')
  }

  return {
    /** Something could not be reached, or the browser says that the network is gone. */
    doubt: () => void check(),
    /** The browser says that there is a network again: that is worth a look before the pause is over. */
    hope: () => wake?.(),
  }
}
