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
            onDelete={() => setTypedEarly((text) => text.slice(0, -1))}
            onCancel={() => setIsOpen(false)}
          />
        }
      >
        <CommandPalette typedEarly={typedEarly} onClose={() => setIsOpen(false)} />
      </Suspense>
    )
  )
}

/** Those of the palette besides letters. Enter and the arrows choose from a list that is not there yet, so they do nothing. */
const ownKeys: ReadonlySet<string> = new Set([shortcuts.close, 'Backspace', 'Enter', 'ArrowDown', 'ArrowUp'])

type EarlyKeysProps = { onType: (key: string) => void; onDelete: () => void; onCancel: () => void }

/** While the palette loads, keeps its keys from the page, where letters are shortcuts and Enter opens a run. Esc cancels. */
function EarlyKeys({ onType, onDelete, onCancel }: EarlyKeysProps) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey } = event
      const isOwn = key.length === 1 || ownKeys.has(key)
      if (!isOwn || ctrlKey || metaKey || altKey) return
      event.preventDefault()
      event.stopPropagation()
      if (key === shortcuts.close) onCancel()
      else if (key === 'Backspace') onDelete()
      else if (key.length === 1) onType(key)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [onType, onDelete, onCancel])
  return null
}
