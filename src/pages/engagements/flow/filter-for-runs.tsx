import type { ReactNode } from 'react'

type FilterForRunsProps = {
  /** What the runs did: "passed ask". */
  what: string
  onClick: () => void
  /** The row's name. */
  children: ReactNode
}

/** The name in a row of counts, which filters the list for the counted runs. */
export function FilterForRuns({ what, onClick, children }: FilterForRunsProps) {
  return (
    <button
      type="button"
      title={`Filter for runs that ${what}`}
      className="focus-ring block max-w-full rounded-sm py-1 text-accent underline-offset-2 hover:underline"
      onClick={onClick}
    >
      {children}
    </button>
  )
}
