import { Ellipsis } from 'lucide-react'
import { useEffect, useState } from 'react'

type CellMenuButtonProps = {
  /** The scrolling grid; the button is drawn over it, in their common parent. */
  grid: HTMLElement | null
  onOpen: (cell: HTMLElement) => void
}

/** A cell, and where its button stands over the grid, in px. */
type Place = { cell: HTMLElement; top: number; left: number }

/** Height and width of the button, in px. */
const size = 24

/** In a narrower cell it would lie over all there is, and take the click that was meant for a link. */
const narrowest = 2 * size

/**
 * The button that opens the menu of the cell under the pointer, or of the one the keyboard is on. One for the whole
 * grid, drawn over it: it takes no room, and moving the pointer draws no row anew.
 */
export function CellMenuButton({ grid, onOpen }: CellMenuButtonProps) {
  const [place, setPlace] = useState<Place | null>(null)

  useEffect(() => {
    if (!grid) return
    const hide = () => setPlace(null)
    const onOver = ({ target }: PointerEvent) => setPlace(placeIn(grid, target))
    const onOut = (event: PointerEvent) => {
      // A finger leaves as soon as it is lifted; what it touched keeps its button.
      const onButton =
        event.relatedTarget instanceof Element && event.relatedTarget.closest('[data-cell-menu]')
      if (event.pointerType === 'mouse' && !onButton) hide()
    }
    const onKey = () => {
      const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
      setPlace(placeIn(grid, active))
    }
    grid.addEventListener('pointerover', onOver)
    grid.addEventListener('pointerleave', onOut)
    grid.addEventListener('keyup', onKey)
    grid.addEventListener('blur', hide)
    grid.addEventListener('wheel', hide, { passive: true })
    grid.addEventListener('scroll', hide, { passive: true })
    return () => {
      grid.removeEventListener('pointerover', onOver)
      grid.removeEventListener('pointerleave', onOut)
      grid.removeEventListener('keyup', onKey)
      grid.removeEventListener('blur', hide)
      grid.removeEventListener('wheel', hide)
      grid.removeEventListener('scroll', hide)
    }
  }, [grid])

  if (place === null) return null
  return (
    <button
      type="button"
      data-cell-menu
      // The keyboard has Shift+F10 on the cell itself.
      tabIndex={-1}
      aria-label={`Menu of ${place.cell.dataset['label'] ?? 'the cell'}`}
      aria-haspopup="menu"
      // A click leaves the focus where it is: without it the button would go before it is clicked.
      onMouseDown={(event) => event.preventDefault()}
      onPointerLeave={() => setPlace(null)}
      onWheel={() => setPlace(null)}
      onClick={() => {
        // Where the focus comes back to when the menu closes.
        grid?.focus({ preventScroll: true })
        onOpen(place.cell)
      }}
      className="absolute z-10 flex items-center justify-center rounded-sm border border-line-strong bg-raised text-muted hover:text-ink"
      style={{ width: size, height: size, top: place.top, left: place.left }}
    >
      <Ellipsis aria-hidden size={14} />
    </button>
  )
}

/** Where the button of a cell stands; nowhere for what is no cell, or too narrow a one: the menu opens by a right click too. */
function placeIn(grid: HTMLElement, target: EventTarget | null): Place | null {
  const cell = target instanceof Element ? target.closest('[role=gridcell]') : null
  if (!(cell instanceof HTMLElement)) return null
  const box = cell.getBoundingClientRect()
  if (box.width < narrowest) return null
  const home = grid.getBoundingClientRect()
  const right = Math.min(box.right, home.left + grid.clientWidth)
  return {
    cell,
    top: box.top - home.top + grid.offsetTop + (box.height - size) / 2,
    left: right - home.left + grid.offsetLeft - size - 2,
  }
}
