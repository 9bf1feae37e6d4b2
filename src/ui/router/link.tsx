import type { ComponentProps } from 'react'

import { useLink, type LinkOptions } from './use-link.ts'

/** A link within the app; see `BrowserRouter` for why it is not React Router's. */
export function Link({
  to,
  onClick,
  children,
  ...props
}: Omit<ComponentProps<'a'>, 'href' | 'target'> & LinkOptions) {
  return (
    <a {...props} {...useLink({ to, onClick })}>
      {children}
    </a>
  )
}
