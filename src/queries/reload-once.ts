const name = 'flowdesk.reloaded'

/** Milliseconds within which a second reload would not help either. */
const patience = 300_000

type Options = {
  /** Where it is kept that the page was reloaded; null where the browser keeps nothing. */
  store: Pick<Storage, 'getItem' | 'setItem'> | null
  isThere: () => Promise<boolean>
  reload: () => void
  now?: () => number
}

/**
 * Reloads the page, which keeps its address, because a part of it is not where it was: a new version was deployed. Not
 * twice within five minutes, nor without knowing when it was done last, nor while the server does not answer: the
 * reader would be left with less than there is.
 * @returns whether the page is being reloaded
 */
export async function reloadOnce({ store, isThere, reload, now = Date.now }: Options): Promise<boolean> {
  try {
    const last = Number(store?.getItem(name) ?? 0)
    if (store === null || now() - last < patience || !(await isThere())) return false
    store.setItem(name, String(now()))
  } catch {
    // What cannot be kept cannot be known afterwards.
    return false
  }
  reload()
  return true
}
