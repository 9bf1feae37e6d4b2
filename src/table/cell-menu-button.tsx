import { Ellipsis } from 'lucide'
import { useEffect, useState } from 'react'

import { Icon } from '#ui/icon.tsx'

type CellMenuButtonProps = {
  /** The scrolling grid. The button is positioned over it, in their common parent. */
  grid: HTMLElement | null
  onOpen: (cell: HTMLElement) => void
}

/** A cell, and the position of its button over the grid, in px. */
type ButtonPosition = { cell: HTMLElement; top: number; left: number }

/** Height and width of the button, in px. */
const buttonSize = 24

/** In a narrower cell the button would cover the whole content and take clicks meant for a link. In px. */
const minCellWidth = 2 * buttonSize

/**
 * The menu button of the cell under the pointer or the keyboard cursor. One button for the whole grid, positioned over
 * it: it takes no space, and moving the pointer re-renders no row.
 */
export function CellMenuButton({ grid, onOpen }: CellMenuButtonProps) {
  // The pointer or the cursor may have come to a cell before this loaded.
  const [position, setPosition] = useState(() => grid && positionInGrid(grid, hoveredOrActiveCell(grid)))

  useEffect(() => {
    if (!grid) return
    const hide = () => setPosition(null)
    const onOver = (event: PointerEvent) => {
      // While text is being selected, the button would be in its way.
      const isDragging = event.pointerType === 'mouse' && event.buttons !== 0
      setPosition(isDragging ? null : positionInGrid(grid, event.target))
    }
    const onOut = (event: PointerEvent) => {
      // A touch pointer leaves when the finger lifts: the touched cell keeps its button.
      const onButton =
        event.relatedTarget instanceof Element && event.relatedTarget.closest('[data-cell-menu]')
      if (event.pointerType === 'mouse' && !onButton) hide()
    }
    const onKey = () => setPosition(positionInGrid(grid, activeCell(grid)))
    grid.addEventListener('pointerover', onOver)
    grid.addEventListener('pointerdown', onOver)
    grid.addEventListener('pointerup', onOver)
    grid.addEventListener('pointerleave', onOut)
    grid.addEventListener('keyup', onKey)
    grid.addEventListener('blur', hide)
    grid.addEventListener('wheel', hide, { passive: true })
    grid.addEventListener('scroll', hide, { passive: true })
    return () => {
      grid.removeEventListener('pointerover', onOver)
      grid.removeEventListener('pointerdown', onOver)
      grid.removeEventListener('pointerup', onOver)
      grid.removeEventListener('pointerleave', onOut)
      grid.removeEventListener('keyup', onKey)
      grid.removeEventListener('blur', hide)
      grid.removeEventListener('wheel', hide)
      grid.removeEventListener('scroll', hide)
    }
  }, [grid])

  if (position === null) return null
  return (
    <button
      type="button"
      data-cell-menu
      // Keyboard users open the menu with Shift+F10 on the cell.
      tabIndex={-1}
      aria-label={`Menu of ${position.cell.dataset['label'] ?? 'the cell'}`}
      aria-haspopup="menu"
      // The grid must keep the focus: its blur event would remove the button before the click.
      onMouseDown={(event) => event.preventDefault()}
      onPointerLeave={() => setPosition(null)}
      onWheel={() => setPosition(null)}
      onClick={() => {
        // The focus returns to the grid when the menu closes.
        grid?.focus({ preventScroll: true })
        onOpen(position.cell)
      }}
      className="absolute z-10 flex items-center justify-center rounded-sm border border-line-strong bg-raised text-muted hover:text-ink"
      style={{ width: buttonSize, height: buttonSize, top: position.top, left: position.left }}
    >
      <Icon icon={Ellipsis} size={14} />
    </button>
  )
}

function hoveredOrActiveCell(grid: HTMLElement): Element | null {
  return (
    grid.querySelector('[role=gridcell]:hover') ?? (document.activeElement === grid ? activeCell(grid) : null)
  )
}

/** The cell of the keyboard cursor. */
function activeCell(grid: HTMLElement): Element | null {
  return document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
}

/** The button's position; null outside cells and in narrow ones. A right click opens the menu there too. */
function positionInGrid(grid: HTMLElement, target: EventTarget | null): ButtonPosition | null {
  const cell = target instanceof Element ? target.closest('[role=gridcell]') : null
  if (!(cell instanceof HTMLElement)) return null
  const box = cell.getBoundingClientRect()
  if (box.width < minCellWidth) return null
  const gridBox = grid.getBoundingClientRect()
  const right = Math.min(box.right, gridBox.left + grid.clientWidth)
  return {
    cell,
    top: box.top - gridBox.top + grid.offsetTop + (box.height - buttonSize) / 2,
    left: right - gridBox.left + grid.offsetLeft - buttonSize - 2,
  }
}
