import { Suspense, useEffect, useState } from 'react'

import { shortcuts } from '#ui/keys/shortcuts.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// Loaded when first opened, with its library.
const CommandPalette = lazyChunk(async () => (await import('./command-palette.tsx')).CommandPalette)

/** Opens the command palette by Ctrl+K or ⌘K, from text fields too. */
export function PaletteShortcut() {
  const [isOpen, setIsOpen] = useState(false)
  const [typedEarly, setTypedEarly] = useState('')
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== shortcuts.palette || event.altKey || event.shiftKey) return
      if (!(event.ctrlKey || event.metaKey) || document.querySelector('dialog:modal')) return
      event.preventDefault()
      setTypedEarly('')
      setIsOpen(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    isOpen && (
      <Suspense
        fallback={
          <EarlyKeys
            onType={(key) => setTypedEarly((text) => text + key)}
            onCancel={() => setIsOpen(false)}
          />
        }
      >
        <CommandPalette typedEarly={typedEarly} onClose={() => setIsOpen(false)} />
      </Suspense>
    )
  )
}

type EarlyKeysProps = { onType: (key: string) => void; onCancel: () => void }

/** While the palette loads, keeps what is typed from the page, where letters are shortcuts. Esc cancels. */
function EarlyKeys({ onType, onCancel }: EarlyKeysProps) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isCancel = event.key === shortcuts.close
      if ((event.key.length > 1 && !isCancel) || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      if (isCancel) onCancel()
      else onType(event.key)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [onType, onCancel])
  return null
}
