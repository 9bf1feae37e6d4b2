import { Settings } from 'lucide-react'
import { Suspense, useState } from 'react'

import { Popover } from '#ui/floating/popover.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// Loaded when first opened.
const AccessTokensDialog = lazyChunk(
  async () => (await import('./ai-tools/access-tokens-dialog.tsx')).AccessTokensDialog,
)
const SettingsPanel = lazyChunk(async () => (await import('./settings-panel.tsx')).SettingsPanel)

/** Opens the settings that concern all pages. */
export function SettingsButton() {
  const [areTokensOpen, setTokensOpen] = useState(false)
  return (
    <>
      <Popover
        label="Settings"
        button={{
          variant: 'quiet',
          size: 'sm',
          'aria-label': 'Settings',
          title: 'Settings',
          icon: <Settings aria-hidden size={16} />,
        }}
      >
        {(close) => (
          <SettingsPanel
            onOpenTokens={() => {
              close()
              setTokensOpen(true)
            }}
          />
        )}
      </Popover>
      {areTokensOpen && (
        <Suspense>
          <AccessTokensDialog onClose={() => setTokensOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
