/** The anchor of a menu or popover: an element, or a point in the viewport in px. */
export type FloatingAnchor = Element | { readonly x: number; readonly y: number }

/** Measures the anchor on each call, since its container may scroll. */
export function toVirtualElement(anchor: FloatingAnchor): { getBoundingClientRect: () => DOMRect } {
  if (anchor instanceof Element) return anchor
  return { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y, 0, 0) }
}

/** Menus and popovers render in the main landmark: all content must be inside a landmark. */
export function portalContainer(): HTMLElement {
  return document.querySelector('main') ?? document.body
}

/** Min distance in px between a menu or popover and the edges of the window. */
export const collisionPadding = 8

/** Classes of all menus and popovers. They scroll when they do not fit into the window. */
export const floatingClass =
  'z-30 max-h-(--radix-popper-available-height) max-w-[calc(100vw-16px)] overflow-y-auto overscroll-contain rounded-md border border-line-strong bg-raised text-sm text-ink shadow-panel outline-none'
