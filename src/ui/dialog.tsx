import { X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

import { Button } from './button.tsx'

type DialogProps = {
  /** Its heading, and its accessible name. */
  title: string
  /** A key that closes it beside Esc. */
  closeKey?: string
  /** Whether only a button or Esc close it: a click beside it would lose what is under way. */
  stays?: boolean
  onClose: () => void
  /** Its width. */
  className: string
  /** In it, a `<form method="dialog">` closes it. */
  children: ReactNode
}

/** A dialog over the page, which hears of nothing meanwhile. The browser puts the focus back where it was. */
export function Dialog({ title, closeKey, stays = false, onClose, className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])

  const close = () => dialog.current?.close()

  function onKeyDown(event: KeyboardEvent) {
    // Esc closes what lies on top, and nothing below it.
    event.stopPropagation()
    if (event.key === closeKey) close()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keeps its keys to itself
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onKeyDown={onKeyDown}
      // A click beside it is one on its backdrop, which is part of the dialog.
      onClick={({ target, currentTarget }) => {
        if (!stays && target === currentTarget) close()
      }}
      className={`m-auto max-h-[calc(100dvh-32px)] max-w-[calc(100vw-32px)] overflow-y-auto overscroll-contain rounded-lg border border-line-strong bg-raised text-sm text-ink shadow-panel backdrop:bg-[oklch(0.15_0.02_262/0.45)] ${className}`}
    >
      <div className="p-5">
        <div className="flex items-center gap-3 pb-3">
          <h2 className="flex-1 text-lg font-semibold">{title}</h2>
          <Button
            variant="quiet"
            aria-label="Close"
            title="Close (Esc)"
            className="w-8"
            icon={<X aria-hidden size={16} />}
            onClick={close}
          />
        </div>
        {children}
      </div>
    </dialog>
  )
}
