import { Dialog } from '#ui/floating/dialog.tsx'

import type { OpenedRun } from './saved-run-client.ts'
import { SavedRunView } from './saved-run-view.tsx'

/** A saved run over the page. */
export function SavedRunDialog({ opened, onClose }: { opened: OpenedRun; onClose: () => void }) {
  return (
    <Dialog title="Saved run" closedBy="closerequest" onClose={onClose} className="w-240">
      <div className="-mx-5 -mb-5 flex h-[calc(100dvh-7rem)] flex-col border-t border-line bg-surface">
        <SavedRunView opened={opened} />
      </div>
    </Dialog>
  )
}
