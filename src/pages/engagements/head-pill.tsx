import { ArrowUp } from 'lucide-react'

import type { Order } from '#search/question.ts'
import { Button } from '#ui/button.tsx'
import type { ScrollWindow } from '#ui/use-window.ts'

import { isNewestFirst } from './anchor.ts'
import { nameFresh } from './name-fresh.ts'
import type { Head } from './use-head.ts'

type HeadPillProps = {
  head: Head
  view: ScrollWindow
  order: Order
  /** How many rows have come in above since the first row was in view. */
  above: number
}

/**
 * Over the top of the list: how many are new, to take them in; and, once rows stand above that were not there before,
 * the way up to them. Both leave the keyboard in the list.
 */
export function HeadPill({ head, view, order, above }: HeadPillProps) {
  const button = buttonOf()
  if (button === null) return null
  return (
    <div className="pointer-events-none absolute inset-x-0 top-9 z-20 flex justify-center *:pointer-events-auto">
      {button}
    </div>
  )

  function toList(): void {
    view.scroller?.focus({ preventScroll: true })
  }

  function buttonOf() {
    if (head.news.fresh > 0) {
      return (
        <Button
          variant="primary"
          size="sm"
          icon={<ArrowUp aria-hidden size={14} />}
          aria-disabled={head.taking === 'now'}
          onClick={() => {
            if (head.taking === 'now') return
            toList()
            head.take()
          }}
          className="shadow-panel aria-disabled:opacity-60"
        >
          {nameFresh(head.news)}
        </Button>
      )
    }
    if (above === 0) return null
    return (
      <Button
        size="sm"
        icon={<ArrowUp aria-hidden size={14} />}
        onClick={() => {
          toList()
          view.scrollTo(0)
        }}
        className="shadow-panel"
      >
        {isNewestFirst(order) ? 'To the newest' : 'To the top'}
      </Button>
    )
  }
}
