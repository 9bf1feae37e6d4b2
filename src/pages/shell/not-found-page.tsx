import { SearchX } from 'lucide'

import { paths } from '#urls/urls.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { buttonClass } from '#ui/controls/button.tsx'
import { Link } from '#ui/router/link.tsx'

import { Shell } from './shell.tsx'

export function NotFoundPage() {
  return (
    <Shell title="Page not found">
      <EmptyState
        icon={<Icon icon={SearchX} size={28} strokeWidth={1.5} />}
        as="h1"
        title="Page not found"
        actions={
          <Link className={buttonClass()} to={paths.flows()}>
            All flows
          </Link>
        }
      >
        Check that you copied the whole address.
      </EmptyState>
    </Shell>
  )
}
