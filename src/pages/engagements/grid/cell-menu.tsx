import { Copy, Filter, FilterX } from 'lucide'

import type { ListQuery } from '#search/query/list-query.ts'
import type { CellTarget } from '#table/cell-menu.ts'
import { Icon } from '#ui/icon.tsx'
import type { MenuItem } from '#ui/floating/menu-item.ts'
import { MenuContent } from '#ui/floating/menu-content.tsx'

import type { ListedEngagement } from '#pages/engagements/columns/default-columns.tsx'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { cellActions, type CellAction } from './cell-actions.ts'
import type { GetCellValue } from '#pages/engagements/columns/use-cell-values.ts'

type CellMenuProps = {
  target: CellTarget<ListedEngagement>
  query: ListQuery
  getCellValue: GetCellValue
  onQueryChange: (change: Partial<ListQuery>) => void
  onCopy: (text: string) => void
  onClose: () => void
}

/** The context menu of a cell. */
export function CellMenu({ target, query, getCellValue, onQueryChange, onCopy, onClose }: CellMenuProps) {
  const actions = cellActions({
    row: target.row,
    column: target.column,
    query,
    zone: useTimeZone(),
    getCellValue,
  })
  return (
    <MenuContent
      label="Cell"
      anchor={target.anchor}
      openedBy={target.openedBy}
      items={actions.length === 0 ? emptyMenu : actions.map(toMenuItem)}
      onClose={onClose}
    />
  )

  function toMenuItem(action: CellAction): MenuItem {
    switch (action.kind) {
      case 'filter':
        return {
          kind: 'action',
          label: action.label,
          icon:
            action.label === 'Exclude this' ? (
              <Icon icon={FilterX} size={14} />
            ) : (
              <Icon icon={Filter} size={14} />
            ),
          onSelect: () => onQueryChange(action.change),
        }
      case 'copy':
        return {
          kind: 'action',
          label: action.label,
          icon: <Icon icon={Copy} size={14} />,
          onSelect: () => onCopy(action.text),
        }
    }
  }
}

const emptyMenu: readonly MenuItem[] = [{ kind: 'heading', label: 'No actions for this cell' }]
