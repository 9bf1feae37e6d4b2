import { FoldVertical, UnfoldVertical } from 'lucide-react'
import type { Dispatch } from 'react'

import { Button } from '#ui/button.tsx'

import type { TreeAction } from './tree-model.ts'

const levels = [1, 2, 3, 4, 5, 6] as const

/** What unfolds and folds the whole tree. */
export function TreeToolbar({ dispatch }: { dispatch: Dispatch<TreeAction> }) {
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        title="Expand all"
        icon={<UnfoldVertical aria-hidden size={14} />}
        onClick={() => dispatch({ type: 'expand all' })}
      >
        <span className="max-sm:sr-only">Expand all</span>
      </Button>
      <Button
        variant="quiet"
        size="sm"
        title="Collapse all"
        icon={<FoldVertical aria-hidden size={14} />}
        onClick={() => dispatch({ type: 'collapse all' })}
      >
        <span className="max-sm:sr-only">Collapse all</span>
      </Button>
      <select
        aria-label="Unfold to level"
        title="Unfold to level"
        // Chosen, it is done: the tree goes on to be folded by hand.
        value=""
        onChange={(event) => dispatch({ type: 'level', level: Number(event.currentTarget.value) })}
        className="focus-ring h-6 rounded-md bg-transparent px-1 text-xs text-muted hover:bg-hover hover:text-ink"
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
    </>
  )
}
