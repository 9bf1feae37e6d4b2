import { useEffect, useState, type RefObject } from 'react'

/** Marks the link of a result. */
export const resultLinkProps = { 'data-result': '' }

/**
 * Moves the focus from the search field to the first result, as soon as there is one. Leaving the field cancels it.
 * @param text the search in the URL
 */
export function useGoToResult(field: RefObject<HTMLInputElement | null>, text: string) {
  const [awaited, setAwaited] = useState<string | null>(null)

  useEffect(() => {
    const main = field.current?.closest('main')
    if (awaited !== text || !main) return
    const go = () => {
      const result = main.querySelector<HTMLElement>('[data-result]')
      if (!result) return
      setAwaited(null)
      result.focus()
    }
    go()
    // Results come flow by flow, each rendered by itself.
    const observer = new MutationObserver(go)
    observer.observe(main, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [awaited, text, field])

  return {
    /** @param searched the text whose results to wait for */
    goToResult: (searched: string) => setAwaited(searched),
    cancel: () => setAwaited(null),
  }
}
