import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide'
import { Suspense, useState, type ReactNode } from 'react'

import { paths } from '#urls/urls.ts'
import { sessionQuery } from '#session/session-query.ts'
import { Icon } from '#ui/icon.tsx'
import { useStore } from '#ui/store.ts'
import { connectionStatus, engineStatus } from '#status/system-status.ts'
import { useControlShortcuts } from '#ui/keys/control-shortcuts.ts'
import { ShortcutsEnabledContext } from '#ui/keys/use-shortcut.ts'
import { Link } from '#ui/router/link.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { unmasking } from '#pages/prefs/mask-pref.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { shortcutsPref } from '#pages/prefs/ui-prefs.ts'
import { Brand, DemoNote, PageLayout } from './page-layout.tsx'
import { SettingsButton } from './settings-button.tsx'
import { ShortcutsButton } from './shortcuts-button.tsx'
import { PaletteShortcut } from '#pages/shell/palette/palette-shortcut.tsx'
import { useMask } from '#pages/shell/mask/use-mask.ts'
import { StatusBanners } from './status-banners.tsx'
import { MaskButton } from '#pages/shell/mask/mask-button.tsx'

// Loaded when the mask is first lifted.
const MaskStrip = lazyChunk(async () => (await import('#pages/shell/mask/mask-strip.tsx')).MaskStrip)

// There is no sign-in on the user's own machine.
const AccountMenu = lazyChunk(async () => (await import('./account-menu.tsx')).AccountMenu)

type ShellProps = {
  /** The current location, after the link to the home page. */
  breadcrumb?: ReactNode
  /** The document's title. Never contains customers' data: titles end up in histories and screen shares. */
  title: string
  children: ReactNode
}

/** The frame of every page after sign-in: home link, demo note, mask, shortcuts, account and status banners. */
export function Shell({ breadcrumb, title, children }: ShellProps) {
  const { data: session } = useQuery(sessionQuery())
  const isUnmasked = useMask().unmaskedUntilMs !== null
  const [hasMaskStrip, setHasMaskStrip] = useState(isUnmasked)
  if (isUnmasked && !hasMaskStrip) setHasMaskStrip(true)
  const areShortcutsEnabled = usePref(shortcutsPref)
  useControlShortcuts(areShortcutsEnabled)
  const isHealthy = [
    useStore(connectionStatus) === 'online',
    useStore(engineStatus) === 'running',
    typeof useStore(unmasking) === 'string',
  ].every(Boolean)
  return (
    <ShortcutsEnabledContext value={areShortcutsEnabled}>
      <PageLayout
        title={title}
        brand={
          <Link to={paths.flows()} title="All flows" data-shortcut="g f" className="focus-ring rounded-sm">
            <Brand isShort={breadcrumb !== undefined} />
          </Link>
        }
        header={
          <>
            <div className="flex min-w-0 flex-1 items-center gap-2">
              {breadcrumb !== undefined && (
                <Icon icon={ChevronRight} size={14} className="shrink-0 text-faint" />
              )}
              {breadcrumb}
            </div>
            {session?.demo === true && <DemoNote />}
            <MaskButton />
            <SettingsButton />
            <ShortcutsButton />
            <PaletteShortcut />
            {session !== undefined && session.access !== 'local' && (
              <Suspense>
                <AccountMenu session={session} />
              </Suspense>
            )}
          </>
        }
      >
        {hasMaskStrip && (
          <Suspense>
            <MaskStrip />
          </Suspense>
        )}
        {!isHealthy && <StatusBanners />}
        {children}
      </PageLayout>
    </ShortcutsEnabledContext>
  )
}
