import { Download } from 'lucide'
import { useState } from 'react'

import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'

import type { ExportDialogProps } from './export-dialog.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

const ExportDialog = lazyChunk(async () => (await import('./export-dialog.tsx')).ExportDialog)

/** Opens the export dialog. */
export function ExportButton(props: Omit<ExportDialogProps, 'onClose'>) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        icon={<Icon icon={Download} size={14} />}
        aria-haspopup="dialog"
        data-shortcut="e"
        onClick={() => setIsOpen(true)}
      >
        Export
      </Button>
      {isOpen && (
        <Opening onCancel={() => setIsOpen(false)}>
          <ExportDialog {...props} onClose={() => setIsOpen(false)} />
        </Opening>
      )}
    </>
  )
}
