import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** An error below a form field. */
export function FormAlert({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="mt-2 flex items-start gap-1.5 text-danger">
      <CircleAlert aria-hidden size={14} className="mt-[3px] shrink-0" />
      <span>{children}</span>
    </p>
  )
}
