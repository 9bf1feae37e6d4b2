import { ArrowDown, ArrowUp, X } from 'lucide'
import type { KeyboardEvent } from 'react'

import { hideColumn, moveColumn } from '#table/column-layout.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { isContextColumn } from '#urls/columns.ts'

import { defaultColumns } from './default-columns.tsx'
import { PathForm } from './path-form.tsx'
import type { ListColumns } from './use-columns.ts'

/** The list's columns and their order. */
export function ColumnsPanel({ columns }: { columns: ListColumns }) {
  const hiddenColumns = defaultColumns.filter(({ id }) => !columns.choices.some((choice) => choice.id === id))
  return (
    <div className="flex w-80 max-w-full flex-col gap-3">
      <fieldset>
        <legend className="mb-1 text-xs font-medium text-muted">Columns</legend>
        <ul>
          {columns.columns.map((column, i) => (
            <ColumnItem
              key={column.id}
              id={column.id ?? ''}
              label={column.meta?.label ?? ''}
              hint={column.meta?.hint}
              isAlwaysShown={column.meta?.isAlwaysVisible === true}
              index={i}
              columns={columns}
            />
          ))}
          {hiddenColumns.map(({ id = '', meta }) => (
            <li key={id} className="flex h-7 items-center">
              <label className="flex min-w-0 flex-1 items-center gap-2 text-muted">
                <input
                  type="checkbox"
                  className="focus-ring accent-accent"
                  checked={false}
                  onChange={() => columns.show(id, nextDefaultColumn(columns, id))}
                />
                <span className="truncate">{meta?.label}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <PathForm onAdd={columns.add} existingPaths={columns.paths} />
      <div className="flex items-center justify-between gap-4 border-t border-line pt-3">
        <p className="text-xs text-muted">Saved in this browser and in the link.</p>
        <Button variant="quiet" onClick={columns.reset}>
          Reset columns
        </Button>
      </div>
    </div>
  )
}

type ColumnItemProps = {
  id: string
  label: string
  hint: string | undefined
  isAlwaysShown: boolean
  /** Index among the visible columns. */
  index: number
  columns: ListColumns
}

function ColumnItem({ id, label, hint, isAlwaysShown, index, columns }: ColumnItemProps) {
  const { choices, change } = columns
  const isFromContext = isContextColumn(id)

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    change(moveColumn(choices, id, by))
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Alt+arrow on any of its controls moves the column
    <li className="flex h-7 items-center" onKeyDown={onKeyDown}>
      <label className="flex min-w-0 flex-1 items-center gap-2" title={hint}>
        <input
          type="checkbox"
          className="focus-ring accent-accent disabled:opacity-50"
          checked
          disabled={isAlwaysShown}
          onChange={() => change(hideColumn(choices, id))}
        />
        <span className={`truncate ${isFromContext ? 'font-mono text-xs' : ''}`}>{label}</span>
        {isAlwaysShown && <span className="text-xs text-faint">required</span>}
      </label>
      {isFromContext && (
        <IconButton label={`Remove ${label}`} onClick={() => change(hideColumn(choices, id))}>
          <Icon icon={X} size={14} />
        </IconButton>
      )}
      <IconButton
        label={`Move ${label} up`}
        disabled={index === 0}
        onClick={() => change(moveColumn(choices, id, -1))}
      >
        <Icon icon={ArrowUp} size={14} />
      </IconButton>
      <IconButton
        label={`Move ${label} down`}
        disabled={index === choices.length - 1}
        onClick={() => change(moveColumn(choices, id, 1))}
      >
        <Icon icon={ArrowDown} size={14} />
      </IconButton>
    </li>
  )
}

type IconButtonProps = { label: string; disabled?: boolean; onClick: () => void; children: React.ReactNode }

function IconButton({ label, disabled = false, onClick, children }: IconButtonProps) {
  return (
    <Button
      variant="quiet"
      size="sm"
      className="w-6 px-0! aria-disabled:opacity-30!"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}

/** The visible column before which a hidden one reappears: the next one in default order. */
function nextDefaultColumn({ choices }: ListColumns, id: string): string | null {
  const index = defaultColumns.findIndex((column) => column.id === id)
  const following = defaultColumns.slice(index + 1).map((column) => column.id)
  return following.find((each) => choices.some((choice) => choice.id === each)) ?? null
}
