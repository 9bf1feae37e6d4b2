import type { ReactNode } from 'react'

import { useTitleText } from '#ui/text/text-mask.ts'

import { Logo } from './logo.tsx'

type PageLayoutProps = {
  /**
   * What the page shows, for the document's title: a run by its SID, a flow by its name. Never contains customers' data:
   * titles end up in histories and screen shares.
   */
  title: string
  /** The start of the header. */
  brand?: ReactNode
  /** The rest of the header. */
  header?: ReactNode
  children?: ReactNode
}

/** The frame of every screen: title, header and main content. */
export function PageLayout({ title, brand = <Brand />, header, children }: PageLayoutProps) {
  const titleText = useTitleText()
  return (
    <div className="flex h-full flex-col">
      <title>{title === '' ? 'Flowdesk' : `${titleText(title)} · Flowdesk`}</title>
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-canvas px-5 tiny:h-8">
        <button
          type="button"
          className="focus-ring sr-only rounded-sm bg-raised focus:not-sr-only focus:px-2 focus:py-0.5"
          onClick={() => document.querySelector('main')?.focus()}
        >
          Skip to content
        </button>
        {brand}
        {header}
      </header>
      <main tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </div>
  )
}

/** Logo and name, without a link. @param isShort whether a small screen has no room for the name */
export function Brand({ isShort = false }: { isShort?: boolean }) {
  return (
    <span className="flex items-center gap-2 text-base font-semibold">
      <Logo />
      <span className={isShort ? 'max-[360px]:sr-only' : ''}>Flowdesk</span>
    </span>
  )
}

/** Marks the data as sample data. */
export function DemoNote() {
  return (
    <div
      role="note"
      aria-label="Demo data"
      title="No Twilio credentials are configured, so all data here is sample data."
      className="shrink-0 rounded-sm bg-warn-soft px-2 py-0.5 text-xs font-medium text-warn"
    >
      Demo data
    </div>
  )
}
