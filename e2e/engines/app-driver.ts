import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { expect } from '@playwright/test'
import { z } from 'zod'

import type { BrowserPage } from './engine-page.ts'

/** Maximum wait in milliseconds. Generous, because two browsers and a server share two cores. */
const timeoutMs = 30_000

/** Milliseconds between two polls. */
const pollIntervals = [100]

/** The library that finds elements by role and accessible name, in the page. */
const testingLibraryPath = fileURLToPath(import.meta.resolve('@testing-library/dom')).replace(
  /dist[/\\].*$/,
  'dist/@testing-library/dom.umd.min.js',
)

/** One step of a locator, as JSON. */
type LocatorStep = { role: string; name: string | null; pattern: string | null; nth: number | null }

const queryResult = z.object({
  count: z.number(),
  text: z.string(),
  value: z.string().nullable(),
  point: z.tuple([z.number(), z.number()]).nullable(),
  isFocused: z.boolean(),
  isChecked: z.boolean(),
})

/** Elements with a role and a name. Every call queries the page again. */
export interface RoleLocator {
  get: (role: string, name?: string | RegExp) => RoleLocator
  /** The element at this index; the last one for -1. */
  nth: (index: number) => RoleLocator
  count: () => Promise<number>
  /** The rendered text of the first element. */
  text: () => Promise<string>
  attribute: (name: string) => Promise<string | null>
  /** The value of a field. */
  value: () => Promise<string | null>
  isFocused: () => Promise<boolean>
  isChecked: () => Promise<boolean>
  waitFor: (options?: { timeout: number }) => Promise<void>
  /** Waits until no element matches. */
  waitUntilGone: (options?: { timeout: number }) => Promise<void>
  click: () => Promise<void>
  /** Clicks at its centre, whatever covers it there. */
  clickMiddle: () => Promise<void>
  focus: () => Promise<void>
  /** Clicks the field, clears it with the keyboard, and types. */
  fill: (text: string) => Promise<void>
}

/** Drives the app by role and name, in any engine. */
export interface AppDriver {
  page: BrowserPage
  /** Console messages that the test allows. */
  allowedConsole: RegExp[]
  /** The same page with another server. */
  withOrigin: (origin: string) => AppDriver
  get: (role: string, name?: string | RegExp) => RoleLocator
  goto: (path: string) => Promise<void>
  /** Waits until the page contains the text. */
  waitForText: (text: string | RegExp, options?: { timeout: number }) => Promise<void>
  /** Waits until the URL, without the origin, matches. */
  waitForUrl: (pattern: RegExp) => Promise<void>
  /**
   * The clipboard's text, empty if nothing is pasted within a second. Pastes it with the keyboard into a temporary field,
   * because a page may not read it without permission.
   */
  readClipboard: () => Promise<string>
}

export function createAppDriver(page: BrowserPage, origin: string): AppDriver {
  let source: Promise<string> | undefined

  const query = (steps: LocatorStep[], action: string, argument: string) =>
    tryTwice(() => queryOnce(steps, action, argument))

  /** Injects the library first if the page does not have it, for example after a reload. */
  async function queryOnce(steps: LocatorStep[], action: string, argument: string) {
    if ((await page.run(() => 'queryInPage' in window)) !== true) {
      source ??= readFile(testingLibraryPath, 'utf8')
      // Together, so that both have the same built-ins: Firefox runs each script in a sandbox of its own.
      await page.inject(`${await source}\n;window.queryInPage = ${queryInPage.toString()}`)
    }
    return queryResult.parse(
      await page.run((...args) => Reflect.get(window, 'queryInPage')(...args), steps, action, argument),
    )
  }

  const locate = (steps: LocatorStep[]): RoleLocator => {
    const label = steps.map(({ role, name, pattern }) => `${role} ${name ?? pattern ?? ''}`).join(' › ')
    const readElement = (action = 'read', argument = '') => query(steps, action, argument)
    /** Waits until the element can be clicked and clicks it, again if it moved away from the click. */
    const clickAt = (action: 'uncovered' | 'middle') =>
      expect
        .poll(
          async () => {
            const { point } = await readElement(action)
            if (point === null) return 'cannot be clicked'
            await page.click(point[0], point[1])
            const isMissed = await tryTwice(() => page.run(() => Reflect.get(window, 'isClickMissed')))
            return isMissed === true ? 'moved away' : 'clicked'
          },
          { message: label, timeout: timeoutMs, intervals: pollIntervals },
        )
        .toBe('clicked')
    const locator: RoleLocator = {
      get: (role, name) => locate([...steps, toLocatorStep(role, name)]),
      nth: (index) => {
        const last = steps.at(-1)
        return last ? locate([...steps.slice(0, -1), { ...last, nth: index }]) : locator
      },
      count: async () => (await readElement()).count,
      text: async () => (await readElement()).text,
      attribute: async (name) => (await readElement('attribute', name)).value,
      value: async () => (await readElement('value')).value,
      isFocused: async () => (await readElement()).isFocused,
      isChecked: async () => (await readElement()).isChecked,
      waitFor: (options) =>
        expect
          .poll(locator.count, {
            message: `${label} appears`,
            timeout: timeoutMs,
            intervals: pollIntervals,
            ...options,
          })
          .toBeGreaterThan(0),
      waitUntilGone: (options) =>
        expect
          .poll(locator.count, {
            message: `${label} disappears`,
            timeout: timeoutMs,
            intervals: pollIntervals,
            ...options,
          })
          .toBe(0),
      click: () => clickAt('uncovered'),
      clickMiddle: () => clickAt('middle'),
      focus: async () => void (await readElement('focus')),
      fill: async (text) => {
        await locator.click()
        await page.press('Control+a')
        await page.press('Delete')
        await page.type(text)
      },
    }
    return locator
  }

  return {
    page,
    withOrigin: (other: string) => createAppDriver(page, other),
    allowedConsole: new Array<RegExp>(),
    get: (role: string, name?: string | RegExp) => locate([toLocatorStep(role, name)]),
    goto: (path: string) => page.goto(origin + path),
    waitForText: (text: string | RegExp, options?: { timeout: number }) =>
      expect
        .poll(() => tryTwice(() => page.run(() => document.querySelector('body')?.innerText ?? '')), {
          message: `the page contains ${text}`,
          timeout: timeoutMs,
          intervals: pollIntervals,
          ...options,
        })
        .toEqual(typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text)),
    waitForUrl: (pattern: RegExp) =>
      expect
        .poll(async () => (await page.url()).slice(origin.length), {
          timeout: timeoutMs,
          intervals: pollIntervals,
        })
        .toMatch(pattern),
    readClipboard: async () => {
      await page.run(() => {
        const field = document.createElement('textarea')
        field.id = 'paste-here'
        ;(document.querySelector('dialog[open]') ?? document.body).append(field)
        field.focus()
      })
      await page.press('Control+v')
      // Pasting takes a moment in some engines.
      const pasted = await page.run(async () => {
        const field = document.querySelector<HTMLTextAreaElement>('textarea#paste-here')
        let value = ''
        for (let wait = 0; wait < 1000 && value === ''; wait += 50) {
          await new Promise((resolve) => setTimeout(resolve, 50))
          value = field?.value ?? ''
        }
        field?.remove()
        return value
      })
      return z.string().parse(pasted)
    },
  }
}

/** For a task in the page: fails the first time if the page was just left, for example by a click on a link. */
async function tryTwice<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch {
    return task()
  }
}

function toLocatorStep(role: string, name?: string | RegExp): LocatorStep {
  return {
    role,
    name: typeof name === 'string' ? name : null,
    pattern: name instanceof RegExp ? name.source : null,
    nth: null,
  }
}

/** Runs in the page. */
function queryInPage(steps: LocatorStep[], action: string, argument: string) {
  const { queryAllByRole } = Reflect.get(window, 'TestingLibraryDom')
  // A page that is being left has none.
  let elements: HTMLElement[] = [...document.querySelectorAll('body')]
  for (const { role, name, pattern, nth } of steps) {
    const options = pattern !== null ? { name: new RegExp(pattern) } : name !== null ? { name } : {}
    const all = elements.flatMap((scope): HTMLElement[] => queryAllByRole(scope, role, options))
    elements = nth === null ? all : all.slice(nth, nth === -1 ? undefined : nth + 1)
  }
  const [first] = elements
  if (first && action === 'focus') first.focus()
  const point = first && (action === 'uncovered' || action === 'middle') ? clickPoint(first) : null
  if (first && point) keepClickFromOthers(first)
  return {
    count: elements.length,
    text: first?.innerText ?? '',
    value:
      first && action === 'attribute'
        ? first.getAttribute(argument)
        : first && 'value' in first
          ? String(first.value)
          : null,
    point,
    isFocused: first !== undefined && first === document.activeElement,
    isChecked:
      first instanceof HTMLInputElement ? first.checked : first?.getAttribute('aria-checked') === 'true',
  }

  /** The element's centre; null when something covers it and the action needs it uncovered. */
  function clickPoint(element: HTMLElement): [number, number] | null {
    const box = element.getBoundingClientRect()
    const isIn = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth
    if (!isIn) element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const { left, top, width, height } = element.getBoundingClientRect()
    const centre: [number, number] = [left + width / 2, top + height / 2]
    return action === 'middle' || isPartOf(element, document.elementFromPoint(...centre)) ? centre : null
  }

  /**
   * The page may move between this query and the click, for example when a banner closes. Then the click must not reach what is
   * there now, as in Playwright.
   */
  function keepClickFromOthers(element: HTMLElement) {
    Reflect.get(window, 'clickGuard')?.abort()
    const guard = new AbortController()
    let isMissed: boolean | undefined
    Reflect.set(window, 'clickGuard', guard)
    Reflect.set(window, 'isClickMissed', false)
    const check = (event: Event) => {
      isMissed ??= action === 'uncovered' && !isPartOf(element, event.target)
      Reflect.set(window, 'isClickMissed', isMissed)
      if (isMissed) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      if (event.type === 'click') guard.abort()
    }
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      window.addEventListener(type, check, { capture: true, signal: guard.signal })
  }

  // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page gets this function's text only
  function isPartOf(element: HTMLElement, hit: EventTarget | null): boolean {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    return hit instanceof Node && [element, ...labels].some((part) => part.contains(hit))
  }
}
