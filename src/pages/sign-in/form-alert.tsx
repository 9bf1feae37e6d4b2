import { CircleAlert } from 'lucide'
import type { ReactNode } from 'react'

import { Icon } from '#ui/icon.tsx'

/** An error below a form field. */
export function FormAlert({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="mt-2 flex items-start gap-1.5 text-danger">
      <Icon icon={CircleAlert} size={14} className="mt-[3px] shrink-0" />
      <span>{children}</span>
    </p>
  )
}
