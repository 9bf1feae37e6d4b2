import { Check } from 'lucide'
import { DropdownMenu as Menu } from 'radix-ui'
import { useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'

import { Icon } from '#ui/icon.tsx'
import { isPage } from '#ui/keys/keep-focus.ts'

import {
  collisionPadding,
  portalContainer,
  floatingClass,
  toVirtualElement,
  type FloatingAnchor,
} from './floating.ts'
import type { MenuItem } from './menu-item.ts'

type MenuContentProps = {
  label: string
  items: readonly MenuItem[]
  anchor: FloatingAnchor
  /** The button that opened it. A click on it is not a click outside: it toggles the menu itself. */
  button?: HTMLElement
  openedBy: 'key' | 'pointer'
  onClose: () => void
}

/** The open menu. Not modal, so that the page keeps its scroll bar and does not shift. On close it restores the focus. */
export function MenuContent({ label, items, anchor, button, openedBy, onClose }: MenuContentProps) {
  const [focusedBefore] = useState(() => document.activeElement)
  const isClosedByPointer = useRef(false)
  const hasInitialFocus = useRef(openedBy === 'pointer')
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Menu.Trigger asChild>
        <ExistingAnchor anchor={anchor} />
      </Menu.Trigger>
      <Menu.Portal container={portalContainer()}>
        <Menu.Content
          aria-label={label}
          aria-labelledby={undefined}
          loop
          align="start"
          sideOffset={4}
          collisionPadding={collisionPadding}
          className={`${floatingClass} min-w-44 p-1`}
          onKeyDownCapture={moveFocus}
          // Radix gives the focus to the menu itself, since it was not there yet when the key was pressed.
          onFocus={({ currentTarget }) => {
            if (hasInitialFocus.current) return
            hasInitialFocus.current = true
            initialItem(currentTarget)?.focus()
          }}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && button?.contains(event.target)) event.preventDefault()
            else isClosedByPointer.current = true
          }}
          onCloseAutoFocus={(event) => {
            // Radix would focus the anchor, which may be a point.
            event.preventDefault()
            // A click outside has already moved the focus, and so may the next key: this comes in a timer.
            if (isClosedByPointer.current || !isPage(document.activeElement)) return
            if (focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true })
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

type ExistingAnchorProps = { anchor: FloatingAnchor; ref?: Ref<ReturnType<typeof toVirtualElement>> }

/** Radix positions a menu at its trigger. This one renders nothing and stands for what opened the menu. */
function ExistingAnchor({ anchor, ref }: ExistingAnchorProps) {
  useImperativeHandle(ref, () => toVirtualElement(anchor), [anchor])
  return null
}

const enabledItem = '[role^=menuitem]:not([aria-disabled=true])'

/** The item that gets the focus when a key opened the menu: the checked one, or the first. */
function initialItem(menu: Element): HTMLElement | null {
  return (
    menu.querySelector<HTMLElement>('[role=menuitemradio][aria-checked=true]') ??
    menu.querySelector<HTMLElement>(enabledItem)
  )
}

/**
 * Moves the focus between the items before Radix does: Radix moves it in a timer, so that of two quick keys the second
 * would start where the first did. Radix leaves a key alone whose default is prevented.
 */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(enabledItem)]
  const index = items.findIndex((item) => item === document.activeElement)
  const target = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    PageUp: 0,
    End: -1,
    PageDown: -1,
  }[event.key]
  if (index < 0 || target === undefined) return
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  items.at(target % items.length)?.focus()
}

const itemClass =
  'flex h-7 cursor-default items-center gap-2 rounded-sm pr-2 pl-7 outline-none relative data-disabled:opacity-50 data-highlighted:bg-selected'

function Item({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case 'action':
      return (
        <Menu.Item
          className={itemClass}
          textValue={item.label}
          disabled={item.disabled}
          onSelect={item.onSelect}
        >
          <ItemIcon>{item.icon}</ItemIcon>
          <ItemLabel {...item} />
        </Menu.Item>
      )
    case 'check':
      return (
        <Menu.CheckboxItem
          className={itemClass}
          textValue={item.label}
          disabled={item.disabled}
          checked={item.checked}
          onCheckedChange={item.onChange}
          onSelect={(event) => event.preventDefault()}
        >
          <ItemCheck />
          <ItemLabel {...item} />
        </Menu.CheckboxItem>
      )
    case 'choice':
      return (
        <Menu.RadioGroup aria-label={item.label} value={item.value ?? ''} onValueChange={item.onChange}>
          {item.options.map((option) => (
            <Menu.RadioItem
              key={option.value}
              className={itemClass}
              value={option.value}
              textValue={option.label}
            >
              <ItemCheck />
              <ItemLabel {...option} />
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

function ItemIcon({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className="absolute left-2 flex text-muted">
      {children}
    </span>
  )
}

function ItemCheck() {
  return (
    <ItemIcon>
      <Menu.ItemIndicator>
        <Icon icon={Check} size={14} />
      </Menu.ItemIndicator>
    </ItemIcon>
  )
}

function ItemLabel({ label, note }: { label: string; note?: string }) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {note !== undefined && <span className="pl-4 text-xs text-muted tabular-nums">{note}</span>}
    </>
  )
}
