/**
 * Moves the focus nearby when the focused element disappears: a button that has done its work, a row that scrolled out of
 * view, a closed notice, the opener of a dialog. Browsers would give it to the page, and the next Tab would start at the top.
 */
export function keepFocus(): void {
  /** What has the focus, or had it last, and its ancestors at that time. */
  let path = focusedPath(document.activeElement)

  const isFocusLost = () => isPage(document.activeElement) && path[0] !== undefined && !canHaveFocus(path[0])

  function restoreIfLost(): void {
    if (!isFocusLost()) return
    // The code that removed the element may choose a better place, also in a timer: a closed menu returns to its button.
    setTimeout(() => {
      if (isFocusLost()) path.some(focusNear)
    })
  }

  document.addEventListener('focusin', ({ target }) => {
    path = focusedPath(target instanceof Element ? target : null)
  })
  document.addEventListener('focusout', () => {
    // Hiding an element moves the focus only later, which this event reports. A click beside it does, too.
    queueMicrotask(() => {
      restoreIfLost()
      if (isPage(document.activeElement) && !isFocusLost()) path = []
    })
  })
  new MutationObserver(restoreIfLost).observe(document.body, { childList: true, subtree: true })
}

/** Whether the page itself has the focus, as where nothing has. @param element the focused one */
export function isPage(element: Element | null): boolean {
  return element === null || element === document.body
}

function canHaveFocus(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled') && element.checkVisibility()
}

/** The element itself, then its parent, and so on; empty for the page, whose visibility would cost a style pass per change. */
function focusedPath(element: Element | null): readonly Element[] {
  const ancestors: Element[] = []
  if (isPage(element)) return ancestors
  for (let each: Element | null = element; each !== null; each = each.parentElement) ancestors.push(each)
  return ancestors
}

/** Focuses an ancestor that takes the focus, or the list or main content in it. @returns whether that worked */
function focusNear(ancestor: Element): boolean {
  const target = ancestor.hasAttribute('tabindex')
    ? ancestor
    : (ancestor.querySelector('[role=grid]') ?? ancestor.querySelector('main'))
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
  return !isPage(document.activeElement)
}
