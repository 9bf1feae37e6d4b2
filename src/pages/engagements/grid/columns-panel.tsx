import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'

import { hide, move, show } from '#table/column-layout.ts'
import { Button } from '#ui/button.tsx'

import { usualColumns } from '#pages/engagements/columns.tsx'
import { densities, densityPref, type Density } from '#pages/prefs/density.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { PathForm } from './path-form.tsx'
import type { Columns } from './use-columns.ts'

const densityLabels: Record<Density, string> = { compact: 'Compact', comfortable: 'Comfortable' }

/** How the list looks: its columns, their order, and the height of its rows. */
export function ColumnsPanel({ columns }: { columns: Columns }) {
  const density = usePref(densityPref)
  const hidden = usualColumns.filter(({ id }) => !columns.choices.some((choice) => choice.id === id))
  return (
    <div className="flex w-80 max-w-full flex-col gap-3">
      <fieldset>
        <legend className="mb-1 text-xs font-medium text-muted">Rows</legend>
        <div className="flex gap-4">
          {densities.map((each) => (
            <label key={each} className="flex h-7 items-center gap-2">
              <input
                type="radio"
                name="density"
                className="focus-ring accent-accent"
                checked={each === density}
                onChange={() => densityPref.write(each)}
              />
              {densityLabels[each]}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1 text-xs font-medium text-muted">Columns</legend>
        <ul>
          {columns.columns.map((column, i) => (
            <ShownColumn
              key={column.id}
              id={column.id ?? ''}
              label={column.meta?.label ?? ''}
              hint={column.meta?.hint}
              always={column.meta?.always === true}
              at={i}
              columns={columns}
            />
          ))}
          {hidden.map(({ id = '', meta }) => (
            <li key={id} className="flex h-7 items-center">
              <label className="flex min-w-0 flex-1 items-center gap-2 text-muted">
                <input
                  type="checkbox"
                  className="focus-ring accent-accent"
                  checked={false}
                  onChange={() => columns.change(show(columns.choices, id, nextUsual(columns, id)))}
                />
                <span className="truncate">{meta?.label}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <PathForm onAdd={columns.add} taken={columns.paths} />
      <div className="flex items-center justify-between gap-4 border-t border-line pt-3">
        <p className="text-xs text-muted">Kept in this browser, and in the link.</p>
        <Button variant="quiet" onClick={columns.reset}>
          Reset columns
        </Button>
      </div>
    </div>
  )
}

type ShownColumnProps = {
  id: string
  label: string
  hint: string | undefined
  always: boolean
  /** Its place among those shown. */
  at: number
  columns: Columns
}

function ShownColumn({ id, label, hint, always, at, columns }: ShownColumnProps) {
  const { choices, change } = columns
  const fromContext = id.startsWith('$')

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    change(move(choices, id, by))
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Alt and an arrow, pressed on any of its controls, moves it
    <li className="flex h-7 items-center" onKeyDown={onKeyDown}>
      <label className="flex min-w-0 flex-1 items-center gap-2" title={hint}>
        <input
          type="checkbox"
          className="focus-ring accent-accent disabled:opacity-50"
          checked
          disabled={always}
          onChange={() => change(hide(choices, id))}
        />
        <span className={`truncate ${fromContext ? 'font-mono text-xs' : ''}`}>{label}</span>
        {always && <span className="text-xs text-faint">always shown</span>}
      </label>
      {fromContext && (
        <IconButton label={`Remove ${label}`} onClick={() => change(hide(choices, id))}>
          <X aria-hidden size={14} />
        </IconButton>
      )}
      <IconButton
        label={`Move ${label} up`}
        disabled={at === 0}
        onClick={() => change(move(choices, id, -1))}
      >
        <ArrowUp aria-hidden size={14} />
      </IconButton>
      <IconButton
        label={`Move ${label} down`}
        disabled={at === choices.length - 1}
        onClick={() => change(move(choices, id, 1))}
      >
        <ArrowDown aria-hidden size={14} />
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
      className="w-6 px-0! disabled:opacity-30"
      aria-label={label}
      title={label}
      // Not `disabled`: at the end of its way it would lose the focus.
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onClick()
      }}
    >
      {children}
    </Button>
  )
}

/** Where a hidden column comes back: before the first one shown that usually follows it. */
function nextUsual({ choices }: Columns, id: string): string | null {
  const at = usualColumns.findIndex((column) => column.id === id)
  const following = usualColumns.slice(at + 1).map((column) => column.id)
  return following.find((each) => choices.some((choice) => choice.id === each)) ?? null
}
