import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const tones = {
  danger: { Icon: CircleAlert, look: 'bg-danger-soft', ink: 'text-danger' },
  warn: { Icon: TriangleAlert, look: 'bg-warn-soft', ink: 'text-warn' },
  info: { Icon: Info, look: 'bg-hover', ink: 'text-muted' },
} as const

type NoticeProps = {
  tone: keyof typeof tones
  title: ReactNode
  children?: ReactNode
  /** Buttons, at the end. */
  actions?: ReactNode
  role?: 'alert' | 'status'
}

/** A strip that says something without taking the page: what was on the screen stays. */
export function Notice({ tone, title, children, actions, role }: NoticeProps) {
  const { Icon, look, ink } = tones[tone]
  return (
    <div role={role} className={`flex flex-wrap items-start gap-x-3 gap-y-2 px-5 py-2.5 ${look}`}>
      <Icon aria-hidden size={16} className={`mt-0.5 shrink-0 ${ink}`} />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="text-muted">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex gap-2">{actions}</div>}
    </div>
  )
}
