import { Workflow } from 'lucide'
import { useState } from 'react'

import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import type { FlowDialogProps } from './flow-dialog.tsx'

const FlowDialog = lazyChunk(async () => (await import('./flow-dialog.tsx')).FlowDialog)

/** Opens the flow with the number of runs that passed each widget. */
export function FlowButton(props: Omit<FlowDialogProps, 'onClose'>) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        icon={<Icon icon={Workflow} size={14} />}
        title="Runs by widget"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        Flow
      </Button>
      {isOpen && (
        <Opening onCancel={() => setIsOpen(false)}>
          <FlowDialog {...props} onClose={() => setIsOpen(false)} />
        </Opening>
      )}
    </>
  )
}
