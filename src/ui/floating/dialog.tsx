import { X } from 'lucide'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'

type DialogProps = {
  /** The heading and the accessible name. */
  title: string
  /** A key that closes it, in addition to Esc. */
  closeKey?: string
  /** Sets the width. */
  className: string
  /** A `<form method="dialog">` inside closes it. */
  children: ReactNode
} & (
  | {
      /** Esc and its button close it; with `any` a click outside too, by which work in progress would be lost. */
      closedBy?: 'any' | 'closerequest'
      onClose: () => void
    }
  /** The user cannot close it. */
  | { closedBy: 'none'; onClose?: never }
)

/** A modal dialog. No key event reaches the page while it is open; on close the browser restores the focus. */
export function Dialog({ title, closeKey, closedBy = 'any', onClose, className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])

  const close = () => dialog.current?.close()

  function onKeyDown(event: KeyboardEvent) {
    // Esc must close only the topmost dialog.
    event.stopPropagation()
    if (closedBy === 'none' && event.key === 'Escape') event.preventDefault()
    if (event.key === closeKey) close()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- stops key events from reaching the page
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={title}
      // Some supported browsers ignore it, so Esc and clicks outside are handled below.
      closedby={closedBy === 'none' ? 'none' : 'closerequest'}
      onCancel={(event) => {
        if (closedBy === 'none') event.preventDefault()
      }}
      // StrictMode closes and opens it again before the event of the first close arrives.
      onClose={({ currentTarget }) => {
        if (!currentTarget.open) onClose?.()
      }}
      onKeyDown={onKeyDown}
      // A click outside hits the backdrop, whose target is the dialog element.
      onClick={({ target, currentTarget }) => {
        if (closedBy === 'any' && target === currentTarget) close()
      }}
      className={`m-auto max-h-[calc(100dvh-32px)] max-w-[calc(100vw-32px)] overflow-y-auto overscroll-contain rounded-lg border border-line-strong bg-raised text-sm text-ink shadow-panel backdrop:bg-[oklch(0.15_0.02_262/0.45)] ${className}`}
    >
      <div className="p-5">
        <div className="flex items-center gap-3 pb-3">
          <h2 className="flex-1 text-lg font-semibold">{title}</h2>
          {closedBy !== 'none' && (
            <Button
              variant="quiet"
              aria-label="Close"
              title="Close (Esc)"
              className="w-8"
              icon={<Icon icon={X} size={16} />}
              onClick={close}
            />
          )}
        </div>
        {children}
      </div>
    </dialog>
  )
}
