import { Settings } from 'lucide-react'

import { Popover } from '#ui/floating/popover.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// Loaded when first opened.
const SettingsPanel = lazyChunk(async () => (await import('./settings-panel.tsx')).SettingsPanel)

/** Opens the settings that concern all pages. */
export function SettingsButton() {
  return (
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
      {() => <SettingsPanel />}
    </Popover>
  )
}
