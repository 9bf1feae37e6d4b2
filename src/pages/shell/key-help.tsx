import { lazy, Suspense, useState } from 'react'

import { Button } from '#ui/button.tsx'
import { keys } from '#ui/keys.ts'
import { useKey } from '#ui/use-key.ts'

const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }))

/** The way to the sheet of keys, by one of them and by a button. */
export function KeyHelp() {
  const [isOpen, setIsOpen] = useState(false)
  useKey(keys.help, () => setIsOpen(true))
  return (
    <>
      <Button
        size="sm"
        aria-label="Keyboard shortcuts"
        aria-haspopup="dialog"
        title={`Keyboard shortcuts (${keys.help})`}
        className="w-6 text-muted max-sm:hidden"
        onClick={() => setIsOpen(true)}
      >
        {keys.help}
      </Button>
      {isOpen && (
        <Suspense>
          <KeySheet onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
