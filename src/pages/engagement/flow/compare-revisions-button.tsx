import { GitCompareArrows } from 'lucide'
import { useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

const RevisionDialog = lazyChunk(async () => (await import('./revision-dialog.tsx')).RevisionDialog)

type CompareRevisionsButtonProps = {
  flowSid: FlowSid
  revision: number
  /** The revision it is compared with at first; the one before by default. */
  other?: number
}

/** Opens a dialog that compares a revision of the flow with another one. */
export function CompareRevisionsButton(props: CompareRevisionsButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        aria-haspopup="dialog"
        icon={<Icon icon={GitCompareArrows} size={14} />}
        onClick={() => setIsOpen(true)}
      >
        Compare revisions
      </Button>
      {isOpen && (
        <Opening onCancel={() => setIsOpen(false)}>
          <RevisionDialog {...props} onClose={() => setIsOpen(false)} />
        </Opening>
      )}
    </>
  )
}
