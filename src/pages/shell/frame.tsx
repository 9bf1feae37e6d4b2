import type { ReactNode } from 'react'

import { Mark } from './mark.tsx'

type FrameProps = {
  /** The window's title. Never holds customers' data: titles end up in histories and screen shares. */
  title: string
  /** What the header begins with, and what comes after it. */
  brand?: ReactNode
  header?: ReactNode
  children?: ReactNode
}

/** What every screen stands in. */
export function Frame({ title, brand = <Brand />, header, children }: FrameProps) {
  return (
    <div className="flex h-full flex-col">
      <title>{title === '' ? 'Flowdesk' : `${title} · Flowdesk`}</title>
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-canvas px-5">
        {brand}
        {header}
      </header>
      <main className="flex min-h-0 flex-1 flex-col">{children}</main>
    </div>
  )
}

/** The product's name, where it leads nowhere. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 text-base font-semibold">
      <Mark />
      Flowdesk
    </span>
  )
}

/** Says that nothing here is real. */
export function DemoNote() {
  return (
    <div
      role="note"
      aria-label="Demo data"
      title="No Twilio credentials are set where Flowdesk runs, so everything here is made up."
      className="shrink-0 rounded-sm bg-warn-soft px-2 py-0.5 text-xs font-medium text-warn"
    >
      Demo data
    </div>
  )
}
