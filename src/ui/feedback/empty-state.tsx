import type { ReactNode } from 'react'

type EmptyStateProps = {
  /** Decoration above the title. */
  icon?: ReactNode
  title: ReactNode
  /** `h1` for a whole page, `h2` for a region. */
  as?: 'h1' | 'h2' | 'p'
  children?: ReactNode
  actions?: ReactNode
  role?: 'alert' | 'status'
}

/** Shown instead of an empty list: the reason, and what to do next. */
export function EmptyState({ icon, title, as: Title = 'p', children, actions, role }: EmptyStateProps) {
  return (
    <div
      role={role}
      className="m-auto flex max-w-md flex-col items-center gap-1 px-6 py-[min(3rem,5vh)] text-center"
    >
      {icon !== undefined && <div className="mb-3 text-faint">{icon}</div>}
      <Title className="text-base font-semibold text-balance">{title}</Title>
      {children !== undefined && <div className="text-pretty text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-4 flex gap-2">{actions}</div>}
    </div>
  )
}
