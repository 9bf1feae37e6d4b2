/** What a menu or a popover stands beside: an element, or a point of the viewport in px. */
export type Anchor = Element | { readonly x: number; readonly y: number }

/** Where an anchor is, measured anew each time, since what it stands in may scroll. */
export function measured(anchor: Anchor): { getBoundingClientRect: () => DOMRect } {
  if (anchor instanceof Element) return anchor
  return { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y, 0, 0) }
}

/** Layers stand in the page's main landmark, so that nothing on the page is outside of one. */
export function layerHome(): HTMLElement {
  return document.querySelector('main') ?? document.body
}

/** Room in px kept between a layer and the edges of the window. */
export const edgeRoom = 8

/** The look all layers share; as wide and as high as the window allows, then they scroll. */
export const layerLook =
  'z-30 max-h-(--radix-popper-available-height) max-w-[calc(100vw-16px)] overflow-y-auto overscroll-contain rounded-md border border-line-strong bg-raised text-sm text-ink shadow-panel outline-none'
