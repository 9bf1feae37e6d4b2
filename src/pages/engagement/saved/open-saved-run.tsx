import { FolderOpen } from 'lucide'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { loadChunk, lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import type { OpenedRun } from './saved-run-client.ts'

// Loaded with the first file.
const SavedRunDialog = lazyChunk(async () => (await import('./saved-run-dialog.tsx')).SavedRunDialog)

type OpenState =
  | { state: 'idle' | 'reading' }
  | { state: 'failed'; sentence: string }
  | { state: 'open'; opened: OpenedRun }

/** Opens a saved run, chosen or dropped on the page. The file stays in this browser. */
export function OpenSavedRun() {
  const [opening, setOpening] = useState<OpenState>({ state: 'idle' })
  const field = useRef<HTMLInputElement>(null)
  const lastFile = useRef<File | null>(null)

  async function open(file: File) {
    lastFile.current = file
    setOpening({ state: 'reading' })
    const { readSavedRun } = await loadChunk(() => import('./read-saved-run.ts'))
    const result = await readSavedRun(file)
    if (lastFile.current !== file) return
    setOpening(
      typeof result === 'string' ? { state: 'failed', sentence: result } : { state: 'open', opened: result },
    )
  }

  const onDrop = useEffectEvent((event: DragEvent) => {
    const [file, ...others] = event.dataTransfer?.files ?? []
    if (!file) return
    event.preventDefault()
    if (others.length === 0) return void open(file)
    lastFile.current = null
    setOpening({ state: 'failed', sentence: 'Only one saved run opens at a time: drop a single file.' })
  })
  useEffect(() => {
    const drop = (event: DragEvent) => onDrop(event)
    window.addEventListener('dragover', allowFiles)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', allowFiles)
      window.removeEventListener('drop', drop)
    }
  }, [])

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <input
        ref={field}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          // So that the same file can be chosen again.
          currentTarget.value = ''
          if (file) void open(file)
        }}
      />
      <Button
        icon={<Icon icon={FolderOpen} size={14} />}
        title="A file that “Save run” has made. You can also drop it on this page."
        onClick={() => field.current?.click()}
      >
        Open a saved run
      </Button>
      {opening.state === 'reading' && (
        <p role="status" className="text-xs text-muted">
          Opening the file…
        </p>
      )}
      {opening.state === 'failed' && (
        <p role="alert" className="text-xs text-danger">
          {opening.sentence}
        </p>
      )}
      {opening.state === 'open' && (
        <Opening onCancel={() => setOpening({ state: 'idle' })}>
          <SavedRunDialog opened={opening.opened} onClose={() => setOpening({ state: 'idle' })} />
        </Opening>
      )}
    </div>
  )
}

/** Without this the browser would open a dropped file itself. Dragged text is left alone. */
function allowFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
}
