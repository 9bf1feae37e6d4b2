import { SearchX } from 'lucide-react'
import { Link } from 'react-router'

import { paths } from '#address/address.ts'
import { Blank } from '#ui/blank.tsx'
import { buttonLook } from '#ui/button.tsx'

import { Shell } from './shell.tsx'

export function NotFoundPage() {
  return (
    <Shell title="No such page">
      <Blank
        icon={<SearchX aria-hidden size={28} strokeWidth={1.5} />}
        as="h1"
        title="There is no such page"
        actions={
          <Link className={buttonLook()} to={paths.flows()}>
            All flows
          </Link>
        }
      >
        Check that the address was copied whole.
      </Blank>
    </Shell>
  )
}
