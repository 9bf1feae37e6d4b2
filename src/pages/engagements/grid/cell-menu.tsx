import { Copy, Filter, FilterX } from 'lucide-react'

import type { Question } from '#search/question.ts'
import type { CellTarget } from '#table/data-grid.tsx'
import type { MenuItem } from '#ui/menu-item.ts'
import { ContextMenu } from '#ui/menu.tsx'

import type { ListedEngagement } from '#pages/engagements/columns.tsx'
import { cellActions, type CellAction } from './cell-actions.ts'
import type { ValueLookup } from './cell-values.ts'

type CellMenuProps = {
  target: CellTarget<ListedEngagement>
  question: Question
  valueOf: ValueLookup
  onAsk: (change: Partial<Question>) => void
  onCopy: (text: string) => void
  onClose: () => void
}

/** What can be done with one cell. */
export function CellMenu({ target, question, valueOf, onAsk, onCopy, onClose }: CellMenuProps) {
  const actions = cellActions({ row: target.row, column: target.column, question, valueOf })
  return (
    <ContextMenu
      label="Cell"
      anchor={target.anchor}
      by={target.by}
      items={actions.length === 0 ? nothing : actions.map(itemOf)}
      onClose={onClose}
    />
  )

  function itemOf(action: CellAction): MenuItem {
    switch (action.kind) {
      case 'ask':
        return {
          kind: 'action',
          label: action.label,
          icon: action.label === 'Exclude this' ? <FilterX size={14} /> : <Filter size={14} />,
          onSelect: () => onAsk(action.change),
        }
      case 'copy':
        return {
          kind: 'action',
          label: action.label,
          icon: <Copy size={14} />,
          onSelect: () => onCopy(action.text),
        }
    }
  }
}

const nothing: readonly MenuItem[] = [{ kind: 'heading', label: 'There is nothing in this cell' }]
