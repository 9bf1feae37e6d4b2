import { Activity } from 'lucide'
import { useState } from 'react'

import type { SearchableFlow } from '#pages/flows/search/cross-flow-search.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

const ActiveRunsDialog = lazyChunk(async () => (await import('./active-runs-dialog.tsx')).ActiveRunsDialog)

/** Opens the active runs of all flows. */
export function ActiveRunsButton({ flows }: { flows: readonly SearchableFlow[] }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        icon={<Icon icon={Activity} size={14} />}
        aria-haspopup="dialog"
        // Its place is kept while the flows load.
        disabled={flows.length === 0}
        onClick={() => setIsOpen(true)}
      >
        Active runs of all flows
      </Button>
      {isOpen && (
        <Opening onCancel={() => setIsOpen(false)}>
          <ActiveRunsDialog flows={flows} onClose={() => setIsOpen(false)} />
        </Opening>
      )}
    </>
  )
}
