import { Settings } from 'lucide'
import { useState } from 'react'

import { Icon } from '#ui/icon.tsx'
import { Popover } from '#ui/floating/popover.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { UnmaskDialog } from '#pages/shell/mask/mask-button.tsx'
import type { SettingsDialog } from './settings-panel.tsx'
import { ShortcutsDialog } from './shortcuts-button.tsx'

// Loaded when first opened.
const AccessTokensDialog = lazyChunk(
  async () => (await import('./ai-tools/access-tokens-dialog.tsx')).AccessTokensDialog,
)
const SettingsPanel = lazyChunk(async () => (await import('./settings-panel.tsx')).SettingsPanel)

const dialogs = {
  tokens: AccessTokensDialog,
  shortcuts: ShortcutsDialog,
  unmask: UnmaskDialog,
} satisfies Record<SettingsDialog, unknown>

/** Opens the settings that concern all pages. */
export function SettingsButton() {
  const [dialog, setDialog] = useState<SettingsDialog | null>(null)
  const OpenDialog = dialog && dialogs[dialog]
  return (
    <>
      <Popover
        label="Settings"
        button={{
          variant: 'quiet',
          size: 'sm',
          'aria-label': 'Settings',
          title: 'Settings',
          icon: <Icon icon={Settings} size={16} />,
        }}
      >
        {(close) => (
          <SettingsPanel
            onOpen={(opened) => {
              close()
              setDialog(opened)
            }}
          />
        )}
      </Popover>
      {OpenDialog && (
        <Opening onCancel={() => setDialog(null)}>
          <OpenDialog onClose={() => setDialog(null)} />
        </Opening>
      )}
    </>
  )
}
