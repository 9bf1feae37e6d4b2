import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

import { paths } from '#address/address.ts'
import { sessionQuery } from '#queries/session.ts'
import { SingleKeys } from '#ui/use-key.ts'

import { usePref } from '#pages/prefs/pref.ts'
import { singleKeysPref } from '#pages/prefs/single-keys.ts'
import { KeyHelp } from './key-help.tsx'
import { Mark } from './mark.tsx'

type ShellProps = {
  /** Where the reader is: what comes after the way home. */
  trail?: ReactNode
  /** The window's title. Never holds customers' data: titles end up in histories and screen shares. */
  title: string
  children: ReactNode
}

/** What stands around every page: the way home, and whether what is shown is real. */
export function Shell({ trail, title, children }: ShellProps) {
  const { data: session } = useQuery(sessionQuery())
  return (
    <SingleKeys value={usePref(singleKeysPref)}>
      <div className="flex h-full flex-col">
        <title>{title === '' ? 'Flowdesk' : `${title} · Flowdesk`}</title>
        <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-canvas px-5">
          <Link
            to={paths.flows()}
            className="focus-ring flex items-center gap-2 rounded-sm text-base font-semibold"
          >
            <Mark />
            Flowdesk
          </Link>
          <div className="flex min-w-0 flex-1 items-center gap-2">
            {trail !== undefined && <ChevronRight aria-hidden size={14} className="shrink-0 text-faint" />}
            {trail}
          </div>
          {session?.demo === true && (
            <div
              role="note"
              aria-label="Demo data"
              title="No Twilio credentials are set where Flowdesk runs, so everything here is made up."
              className="shrink-0 rounded-sm bg-warn-soft px-2 py-0.5 text-xs font-medium text-warn"
            >
              Demo data
            </div>
          )}
          <KeyHelp />
        </header>
        <main className="flex min-h-0 flex-1 flex-col">{children}</main>
      </div>
    </SingleKeys>
  )
}
