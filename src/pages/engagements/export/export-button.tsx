import { Download } from 'lucide-react'
import { Suspense, useState } from 'react'

import { Button } from '#ui/controls/button.tsx'

import type { ExportDialogProps } from './export-dialog.tsx'
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
        icon={<Download aria-hidden size={14} />}
        aria-haspopup="dialog"
        data-shortcut="e"
        onClick={() => setIsOpen(true)}
      >
        Export
      </Button>
      {isOpen && (
        <Suspense>
          <ExportDialog {...props} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
