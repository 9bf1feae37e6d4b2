import { Check } from 'lucide-react'
import { Menu } from 'radix-ui/internal'
import { useMemo, useRef, type ReactNode } from 'react'

import { edgeRoom, layerHome, layerLook, measured, type Anchor } from './layer.ts'
import type { MenuItem } from './menu-item.ts'

type MenuLayerProps = {
  label: string
  items: readonly MenuItem[]
  anchor: Anchor
  /** The button that opened it: a click on that one is its own affair, not one outside. */
  button?: HTMLElement
  by: 'key' | 'pointer'
  onClose: () => void
}

/** The open menu. Not modal: the page behind it neither jumps nor loses its scroll bar. */
export function MenuLayer({ label, items, anchor, button, by, onClose }: MenuLayerProps) {
  const virtual = useMemo(() => ({ current: measured(anchor) }), [anchor])
  const leftByPointer = useRef(false)
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Menu.Anchor virtualRef={virtual} />
      <Menu.Portal container={layerHome()}>
        <Menu.Content
          aria-label={label}
          loop
          align="start"
          sideOffset={4}
          collisionPadding={edgeRoom}
          className={`${layerLook} min-w-44 p-1`}
          onEntryFocus={(event) => {
            if (by === 'pointer' || !(event.currentTarget instanceof Element)) return
            event.preventDefault()
            entryOf(event.currentTarget)?.focus()
          }}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && button?.contains(event.target)) event.preventDefault()
            else leftByPointer.current = true
          }}
          onCloseAutoFocus={(event) => {
            // Whoever clicked elsewhere has put the focus there.
            if (leftByPointer.current) event.preventDefault()
          }}
        >
          {items.map((item, i) => (
            <Item key={item.kind === 'separator' ? i : item.label} item={item} />
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** Where a reader with a keyboard begins: at what is chosen, or at the first item. */
function entryOf(menu: Element): HTMLElement | null {
  return (
    menu.querySelector<HTMLElement>('[role=menuitemradio][aria-checked=true]') ??
    menu.querySelector<HTMLElement>('[role^=menuitem]:not([aria-disabled=true])')
  )
}

const itemLook =
  'flex h-7 cursor-default items-center gap-2 rounded-sm pr-2 pl-7 outline-none relative data-disabled:opacity-50 data-highlighted:bg-selected'

function Item({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case 'action':
      return (
        <Menu.Item
          className={itemLook}
          textValue={item.label}
          disabled={item.disabled}
          onSelect={item.onSelect}
        >
          <Before>{item.icon}</Before>
          <Label {...item} />
        </Menu.Item>
      )
    case 'check':
      return (
        <Menu.CheckboxItem
          className={itemLook}
          textValue={item.label}
          disabled={item.disabled}
          checked={item.checked}
          onCheckedChange={item.onChange}
          onSelect={(event) => event.preventDefault()}
        >
          <Chosen />
          <Label {...item} />
        </Menu.CheckboxItem>
      )
    case 'choice':
      return (
        <Menu.RadioGroup aria-label={item.label} value={item.value ?? ''} onValueChange={item.onChange}>
          {item.options.map((option) => (
            <Menu.RadioItem
              key={option.value}
              className={itemLook}
              value={option.value}
              textValue={option.label}
            >
              <Chosen />
              <Label {...option} />
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      )
    case 'heading':
      return (
        <Menu.Label className="max-w-72 px-2 py-1.5 text-xs font-medium wrap-anywhere text-faint">
          {item.label}
        </Menu.Label>
      )
    case 'separator':
      return <Menu.Separator className="my-1 border-t border-line" />
  }
}

function Before({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className="absolute left-2 flex text-muted">
      {children}
    </span>
  )
}

function Chosen() {
  return (
    <Before>
      <Menu.ItemIndicator>
        <Check size={14} />
      </Menu.ItemIndicator>
    </Before>
  )
}

function Label({ label, note }: { label: string; note?: string }) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {note !== undefined && <span className="pl-4 text-xs text-muted tabular-nums">{note}</span>}
    </>
  )
}
