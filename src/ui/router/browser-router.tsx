import { useLayoutEffect, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import {
  Router,
  UNSAFE_createBrowserHistory as createBrowserHistory,
  type Location,
  type NavigationType,
} from 'react-router'

type Update = { readonly action: NavigationType; readonly location: Location }

/**
 * React Router's `BrowserRouter`, without what its file brings along and Flowdesk does not use: forms, fetchers,
 * prefetching; 4 kB gzip. Never in transitions: a click on a filter or a row would have to wait for the list's updates
 * while it loads.
 */
export function BrowserRouter({ children }: { children: ReactNode }) {
  // `v5Compat` has `listen` called for our own navigation too, not only for the browser's Back and Forward.
  const [history] = useState(() => createBrowserHistory({ v5Compat: true }))
  const [{ action, location }, setUpdate] = useState<Update>({
    action: history.action,
    location: history.location,
  })
  useLayoutEffect(() => {
    let latest: Update | null = null
    return history.listen((update) => {
      latest = update
      setUpdate(update)
      // After an effect or a timer React renders later. What is clicked or timed until then would start from the address
      // before: typed text would be lost, or come back.
      queueMicrotask(() => {
        if (latest === update) flushSync(() => setUpdate(update))
      })
    })
  }, [history])
  return (
    <Router navigator={history} location={location} navigationType={action} useTransitions={false}>
      {children}
    </Router>
  )
}
