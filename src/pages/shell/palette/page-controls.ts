import { screenActions } from './screen-actions.ts'

/** A control of the page, as an action. */
export type PageControl = {
  /** Its accessible name, with that of its group: "Status: Active". */
  name: string
  /** The key that activates it; null without one. */
  shortcut: string | null
  /** Focuses and clicks it. Nothing happens if it is gone. */
  activate: () => void
}

const controls = 'button, [role=tab], input[type=radio], a[data-shortcut]'
/** Rows and values have keys of their own, and there may be thousands of them. */
const repeated = '[role=grid], [role=tree], [role=separator], table, ol, ul, dialog'

/**
 * The controls on the screen that can be used now, and what its menus offer. They are read from the page, so that the list
 * is complete on every screen and says the names that users see, masked like them.
 */
export function pageControls(): readonly PageControl[] {
  const named = new Map<string, PageControl>()
  for (const control of usableControls()) {
    const name = nameOf(control)
    const shortcut = control.dataset['shortcut'] ?? null
    if (name !== '' && !named.has(name))
      named.set(name, { name, shortcut, activate: () => activate(control) })
  }
  const ofMenus = screenActions().map(({ label, onSelect }) => ({
    name: label,
    shortcut: null,
    activate: onSelect,
  }))
  return [...named.values(), ...ofMenus]
}

/** Least time in ms between two readings of the page, which changes often while it loads. */
const readingIntervalMs = 250

/** Reads the controls again when some have come, gone or been enabled: the page may still load. @returns how to stop it */
export function watchPageControls(onChange: (controls: readonly PageControl[]) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const observer = new MutationObserver((changes) => {
    if (changes.every(({ target }) => target instanceof Element && target.closest(repeated) !== null)) return
    timer ??= setTimeout(() => {
      timer = undefined
      onChange(pageControls())
    }, readingIntervalMs)
  })
  const attributeFilter = ['disabled', 'aria-disabled']
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter })
  return () => {
    observer.disconnect()
    clearTimeout(timer)
  }
}

/** The counts in a name may have changed since, so the element itself counts before its name. */
function activate(control: HTMLElement): void {
  const name = nameOf(control)
  const current = control.isConnected ? control : usableControls().find((each) => nameOf(each) === name)
  current?.focus()
  current?.click()
}

function usableControls(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(controls)].filter(
    (control) =>
      control.closest(repeated) === null &&
      // “Skip to content” is for the Tab key alone.
      !control.matches('button.sr-only') &&
      // “Open”, beside the field for a flow's SID, needs what is typed there.
      !control.matches('[type=submit]') &&
      // “9 min ago” opens the exact times: as an action, it says nothing.
      control.querySelector('time') === null &&
      !control.matches('[aria-disabled=true], :disabled, :checked, [aria-selected=true]') &&
      control.checkVisibility(),
  )
}

function nameOf(control: HTMLElement): string {
  if (control instanceof HTMLAnchorElement) return control.title
  const label = control instanceof HTMLInputElement ? control.labels?.[0] : null
  const own = (control.ariaLabel ?? (label ?? control).innerText).replaceAll(/\s+/g, ' ').trim()
  const group = control.closest('[role=radiogroup]')?.ariaLabel ?? null
  if (control.role === 'tab') return `Tab: ${own}`
  return group === null || own === '' ? own : `${group}: ${own}`
}
