import type { MouseEvent } from 'react'
import { createPath, useHref, useLocation, useNavigate, useResolvedPath } from 'react-router'

export type LinkTarget = {
  /** A URL of the app. */
  to: string
  onClick?: ((event: MouseEvent<HTMLAnchorElement>) => void) | undefined
}

/** The URL of a link, and its click: navigates, unless `onClick` prevents it or the browser has to open the link. */
export function useLink({ to, onClick }: LinkTarget) {
  const navigate = useNavigate()
  const currentUrl = createPath(useLocation())
  const url = createPath(useResolvedPath(to))
  return {
    href: useHref(to),
    onClick: (event: MouseEvent<HTMLAnchorElement>) => {
      onClick?.(event)
      if (event.defaultPrevented || !isPlainClick(event)) return
      event.preventDefault()
      // As in browsers, a link to the current URL adds no history entry.
      void navigate(to, { replace: url === currentUrl })
    },
  }
}

/** Whether the browser would open the link in this tab: the main button, and no key that opens or saves it elsewhere. */
function isPlainClick({ button, metaKey, altKey, ctrlKey, shiftKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !altKey && !ctrlKey && !shiftKey
}
