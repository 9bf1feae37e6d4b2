import { FileDown } from 'lucide'
import { useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

const SaveRunDialog = lazyChunk(async () => (await import('./save-run-dialog.tsx')).SaveRunDialog)

/** Saves the run as a file. */
export function SaveRunButton(sids: { runList: RunList; engagementSid: EngagementSid }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        aria-label="Save run"
        aria-haspopup="dialog"
        title="Save this run as a file"
        icon={<Icon icon={FileDown} size={14} />}
        onClick={() => setIsOpen(true)}
      />
      {isOpen && (
        <Opening onCancel={() => setIsOpen(false)}>
          <SaveRunDialog {...sids} onClose={() => setIsOpen(false)} />
        </Opening>
      )}
    </>
  )
}
