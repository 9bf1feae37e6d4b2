import { ChevronDown, FoldVertical, UnfoldVertical } from 'lucide'
import type { Dispatch } from 'react'

import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'

import type { TreeAction } from './tree-reducer.ts'

const levels = [1, 2, 3, 4, 5, 6] as const

/** Expands and collapses the whole tree. */
export function TreeToolbar({ dispatch }: { dispatch: Dispatch<TreeAction> }) {
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        title="Expand all"
        icon={<Icon icon={UnfoldVertical} size={14} />}
        onClick={() => dispatch({ type: 'expand all' })}
      >
        <span className="max-sm:sr-only">Expand all</span>
      </Button>
      <Button
        variant="quiet"
        size="sm"
        title="Collapse all"
        icon={<Icon icon={FoldVertical} size={14} />}
        onClick={() => dispatch({ type: 'collapse all' })}
      >
        <span className="max-sm:sr-only">Collapse all</span>
      </Button>
      <span className="relative inline-flex shrink-0 items-center text-muted hover:text-ink">
        <select
          aria-label="Expand to level"
          title="Expand to level"
          // A one-time action: afterwards nodes expand and collapse one by one.
          value=""
          onChange={(event) => dispatch({ type: 'level', level: Number(event.currentTarget.value) })}
          // `appearance-none` removes each browser's own select and arrow.
          className="focus-ring h-6 appearance-none rounded-md border border-line-strong bg-surface pr-6 pl-1.5 text-xs text-inherit transition-colors hover:bg-hover"
        >
          <option value="" disabled hidden>
            Level
          </option>
          {levels.map((level) => (
            <option key={level} value={level}>
              Level {level}
            </option>
          ))}
        </select>
        <Icon icon={ChevronDown} size={14} className="pointer-events-none absolute right-1.5" />
      </span>
    </>
  )
}
