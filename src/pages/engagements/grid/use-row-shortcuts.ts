import type { GridCursor } from '#table/grid-navigation.ts'
import { findShortcutControl } from '#ui/keys/control-shortcuts.ts'
import { shortcuts } from '#ui/keys/shortcuts.ts'
import { useShortcut } from '#ui/keys/use-shortcut.ts'
import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'

type RowShortcutsOptions = {
  /** The keyboard cursor; null before the first use. */
  cursor: GridCursor | null
  virtualWindow: VirtualWindow
  onCursor: (cursor: GridCursor) => void
  /** Selects a row, or ends its selection. @param row index from 0 */
  onPick: (row: number) => void
}

/** Single keys for rows: j and k move the cursor and give the list the focus, x selects. Beside a run, in the list only. */
export function useRowShortcuts({ cursor, virtualWindow, onCursor, onPick }: RowShortcutsOptions): void {
  const { scroller, count } = virtualWindow

  function move(step: 1 | -1) {
    // The panel's own keys.
    if (!isInList(scroller) && findShortcutControl('J') !== null) return false
    if (count === 0) return false
    const row = cursor === null ? virtualWindow.first : Math.min(Math.max(cursor.row + step, 0), count - 1)
    onCursor({ row, column: null })
    virtualWindow.reveal(row)
    scroller?.focus({ preventScroll: true })
    return true
  }

  useShortcut(shortcuts.next, () => move(1))
  useShortcut(shortcuts.previous, () => move(-1))
  useShortcut(shortcuts.selectRow, () => (cursor === null ? false : onPick(cursor.row)))
}

function isInList(list: HTMLElement | null): boolean {
  return list?.contains(document.activeElement) === true
}
