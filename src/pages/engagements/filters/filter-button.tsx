import { ChevronDown } from 'lucide'

import { Icon } from '#ui/icon.tsx'
import type { ButtonProps } from '#ui/controls/button.tsx'

/**
 * Props of a filter's button. It shows the selection, so that no filter is active unseen.
 * @param selection the active filter as text; null when inactive
 */
export function filterButtonProps(name: string, selection: string | null): ButtonProps {
  return {
    className: selection === null ? '' : 'border-accent! bg-selected!',
    children: (
      <>
        {name}
        {selection !== null && <span className="max-w-40 truncate font-normal">{selection}</span>}
        <Icon icon={ChevronDown} size={14} className="-mr-1 text-faint" />
      </>
    ),
  }
}
