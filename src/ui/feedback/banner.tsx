import { CircleAlert, Info, TriangleAlert } from 'lucide'
import type { ReactNode } from 'react'

import { Icon } from '#ui/icon.tsx'

const tones = {
  danger: { icon: CircleAlert, className: 'bg-danger-soft', iconClass: 'text-danger' },
  warn: { icon: TriangleAlert, className: 'bg-warn-soft', iconClass: 'text-warn' },
  info: { icon: Info, className: 'bg-hover', iconClass: 'text-muted' },
} as const

type BannerProps = {
  tone: keyof typeof tones
  title: ReactNode
  children?: ReactNode
  /** Buttons at the end. */
  actions?: ReactNode
  role?: 'alert' | 'status'
}

/** A message strip above the content, which stays visible. */
export function Banner({ tone, title, children, actions, role }: BannerProps) {
  const { icon, className, iconClass } = tones[tone]
  return (
    <div role={role} className={`flex flex-wrap items-start gap-x-3 gap-y-2 px-5 py-2.5 ${className}`}>
      <Icon icon={icon} size={16} className={`mt-0.5 shrink-0 ${iconClass}`} />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="text-muted">{children}</div>}
      </div>
      {actions !== undefined && (
        // A long button wraps where the window is narrow.
        <div className="flex flex-wrap gap-2 *:h-auto *:min-h-6 *:max-w-full *:whitespace-normal">
          {actions}
        </div>
      )}
    </div>
  )
}
