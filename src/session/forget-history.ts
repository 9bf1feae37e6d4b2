import { isNumber, isObjectOf } from '#contract/schema/checks.ts'

/** How long going back may take, in ms. */
const goBackMs = 1_000

/** The number that React Router gives the history entries of one visit: 0 is the first. */
const isVisitEntry = isObjectOf({ idx: isNumber })

type Listen = (type: 'popstate', listener: (event: Event) => void, options: { capture: true }) => void

/** What is used of `window`. */
export type HistoryWindow = {
  history: Pick<History, 'state' | 'go' | 'pushState' | 'replaceState'>
  addEventListener: Listen
  removeEventListener: Listen
}

/**
 * Removes the addresses of this visit, with what was searched for, from the tab's history: goes back to the first entry,
 * replaces its address by `url`, and adds another, which drops all that follow. Entries of other visits stay. The page must
 * be left after this.
 */
export async function forgetHistory(url: string, tab: HistoryWindow): Promise<void> {
  const state: unknown = tab.history.state
  if (isVisitEntry(state) && state.idx > 0) await goBack(state.idx, tab)
  tab.history.replaceState(null, '', url)
  tab.history.pushState(null, '', url)
}

async function goBack(entries: number, tab: HistoryWindow) {
  await new Promise<void>((resolve) => {
    const done = (event?: Event) => {
      // Before the app's listener: it must not show the page of that entry.
      event?.stopImmediatePropagation()
      clearTimeout(timer)
      tab.removeEventListener('popstate', done, { capture: true })
      resolve()
    }
    const timer = setTimeout(done, goBackMs)
    tab.addEventListener('popstate', done, { capture: true })
    tab.history.go(-entries)
  })
}
