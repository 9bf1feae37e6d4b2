import { useState } from 'react'

import { Button } from '#ui/controls/button.tsx'
import { shortcuts } from '#ui/keys/shortcuts.ts'
import { useShortcut } from '#ui/keys/use-shortcut.ts'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

export const ShortcutsDialog = lazyChunk(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog)

/** Opens the list of keyboard shortcuts, by button or by key. */
export function ShortcutsButton() {
  const [isOpen, setIsOpen] = useState(false)
  useShortcut(shortcuts.help, () => setIsOpen(true))
  return (
    <>
      <Button
        size="sm"
        aria-label="Keyboard shortcuts"
        aria-haspopup="dialog"
        title={`Keyboard shortcuts (${shortcuts.help})`}
        className="w-6 text-muted max-sm:hidden"
        onClick={() => setIsOpen(true)}
      >
        {shortcuts.help}
      </Button>
      {isOpen && (
        <Opening onCancel={() => setIsOpen(false)}>
          <ShortcutsDialog onClose={() => setIsOpen(false)} />
        </Opening>
      )}
    </>
  )
}
