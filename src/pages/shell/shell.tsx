import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link } from 'react-router'

import { paths } from '#address/address.ts'
import { sessionQuery } from '#queries/session.ts'
import { useStore } from '#queries/store.ts'
import { connection, engineState } from '#queries/weather.ts'
import { SingleKeys } from '#ui/use-key.ts'
import { VeilOver } from '#ui/veil.ts'

import { lifting } from '#pages/prefs/mask.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { singleKeysPref } from '#pages/prefs/single-keys.ts'
import { Brand, DemoNote, Frame } from './frame.tsx'
import { KeyHelp } from './key-help.tsx'
import { useMaskVeil } from './use-mask.ts'

// Loaded once the first screen is there, whatever the weather: without a network it would be too late.
const WeatherStrips = lazy(async () => ({ default: (await import('./weather-strips.tsx')).WeatherStrips }))

// Until it is here, a mask that is on hides all of every text.
const MaskButton = lazy(async () => ({ default: (await import('./mask-button.tsx')).MaskButton }))

// On a machine of one's own nobody signs in.
const AccountMenu = lazy(async () => ({
  default: (await import('#pages/door/account-menu.tsx')).AccountMenu,
}))

type ShellProps = {
  /** Where the reader is: what comes after the way home. */
  trail?: ReactNode
  /** The window's title. Never holds customers' data: titles end up in histories and screen shares. */
  title: string
  children: ReactNode
}

/** What stands around every page: the way home, whether what is shown is real, who is shown it, and what is amiss. */
export function Shell({ trail, title, children }: ShellProps) {
  const { data: session } = useQuery(sessionQuery())
  const isFine = [
    useStore(connection) === 'there',
    useStore(engineState) === 'fine',
    typeof useStore(lifting) === 'string',
  ].every(Boolean)
  return (
    <SingleKeys value={usePref(singleKeysPref)}>
      <VeilOver value={useMaskVeil()}>
        <Frame
          title={title}
          brand={
            <Link to={paths.flows()} className="focus-ring rounded-sm">
              <Brand />
            </Link>
          }
          header={
            <>
              <div className="flex min-w-0 flex-1 items-center gap-2">
                {trail !== undefined && (
                  <ChevronRight aria-hidden size={14} className="shrink-0 text-faint" />
                )}
                {trail}
              </div>
              {session?.demo === true && <DemoNote />}
              <Suspense fallback={<span className="w-7" />}>
                <MaskButton />
              </Suspense>
              <KeyHelp />
              {session !== undefined && session.access !== 'local' && (
                <Suspense>
                  <AccountMenu session={session} />
                </Suspense>
              )}
            </>
          }
        >
          {!isFine && (
            <Suspense>
              <WeatherStrips />
            </Suspense>
          )}
          {children}
        </Frame>
      </VeilOver>
    </SingleKeys>
  )
}
