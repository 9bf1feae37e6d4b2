import { Suspense, useEffect, useEffectEvent, type ReactNode } from 'react'

import { shortcuts } from '#ui/keys/shortcuts.ts'

type OpeningProps = { onCancel: () => void; children: ReactNode }

/** A dialog, menu or popover that was opened. While its code loads, Esc cancels it and closes nothing else. */
export function Opening({ onCancel, children }: OpeningProps) {
  return <Suspense fallback={<CancelOnEscape onCancel={onCancel} />}>{children}</Suspense>
}

function CancelOnEscape({ onCancel }: Pick<OpeningProps, 'onCancel'>) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== shortcuts.close) return
    event.preventDefault()
    event.stopPropagation()
    onCancel()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [])
  return null
}
