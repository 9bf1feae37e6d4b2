import { ChevronDown } from 'lucide-react'

import type { ButtonProps } from '#ui/button.tsx'

/**
 * The button of a filter: its name, and what is chosen, so that nothing filters unseen.
 * @param chosen what the filter leaves in, null when it leaves nothing out
 */
export function filterButton(name: string, chosen: string | null): ButtonProps {
  return {
    className: chosen === null ? '' : 'border-accent! bg-selected!',
    children: (
      <>
        {name}
        {chosen !== null && <span className="max-w-40 truncate font-normal">{chosen}</span>}
        <ChevronDown aria-hidden size={14} className="-mr-1 text-faint" />
      </>
    ),
  }
}
