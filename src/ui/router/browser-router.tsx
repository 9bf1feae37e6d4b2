import { useLayoutEffect, useState, type ReactNode } from 'react'
import { Router, UNSAFE_createBrowserHistory as createBrowserHistory } from 'react-router'

/**
 * React Router's `BrowserRouter`, without what its file brings along and Flowdesk does not use: forms, fetchers,
 * prefetching; 4 kB gzip. Never in transitions: a click on a filter or a row would have to wait for the list's updates
 * while it loads.
 */
export function BrowserRouter({ children }: { children: ReactNode }) {
  // `v5Compat` has `listen` called for our own navigation too, not only for the browser's Back and Forward.
  const [history] = useState(() => createBrowserHistory({ v5Compat: true }))
  const [{ action, location }, setUpdate] = useState({ action: history.action, location: history.location })
  useLayoutEffect(() => history.listen(setUpdate), [history])
  return (
    <Router navigator={history} location={location} navigationType={action} useTransitions={false}>
      {children}
    </Router>
  )
}
