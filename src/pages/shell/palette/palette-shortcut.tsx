import { Suspense, useEffect, useState } from 'react'

import { shortcuts } from '#ui/keys/shortcuts.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// Loaded when first opened, with its library.
const CommandPalette = lazyChunk(async () => (await import('./command-palette.tsx')).CommandPalette)

/** Opens the command palette by Ctrl+K or ⌘K, from text fields too. */
export function PaletteShortcut() {
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== shortcuts.palette || event.altKey || event.shiftKey) return
      if (!(event.ctrlKey || event.metaKey) || document.querySelector('dialog:modal')) return
      event.preventDefault()
      setIsOpen(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    isOpen && (
      <Suspense>
        <CommandPalette onClose={() => setIsOpen(false)} />
      </Suspense>
    )
  )
}
