import { useContext, type MouseEvent } from 'react'
import { createPath, UNSAFE_NavigationContext as NavigationContext, useLocation } from 'react-router'

export type LinkOptions = {
  /** An absolute path of the app, with query and fragment. */
  to: string
  onClick?: ((event: MouseEvent<HTMLAnchorElement>) => void) | undefined
}

/** The URL of a link, and its click: navigates, unless `onClick` prevents it or the browser has to open the link. */
export function useLink({ to, onClick }: LinkOptions) {
  // React Router's `useNavigate` and `useHref` resolve relative URLs; in a list with a link per row that took a tenth of
  // the time to render it.
  const { navigator } = useContext(NavigationContext)
  const currentUrl = createPath(useLocation())
  return {
    href: navigator.createHref(to),
    onClick: (event: MouseEvent<HTMLAnchorElement>) => {
      onClick?.(event)
      if (event.defaultPrevented || !isPlainClick(event)) return
      event.preventDefault()
      // As in browsers, a link to the current URL adds no history entry.
      if (to === currentUrl) navigator.replace(to)
      else navigator.push(to)
    },
  }
}

/** Whether the browser would open the link in this tab: the main button, and no key that opens or saves it elsewhere. */
function isPlainClick({ button, metaKey, altKey, ctrlKey, shiftKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !altKey && !ctrlKey && !shiftKey
}
