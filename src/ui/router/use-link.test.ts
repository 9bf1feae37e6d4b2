import { createElement, use, type MouseEvent, type ReactNode } from 'react'
import {
  MemoryRouter,
  UNSAFE_NavigationContext as NavigationContext,
  useLocation,
  useNavigationType,
} from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'

import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'

import { useLink } from './use-link.ts'

afterEach(unmountAll)

/** A link on the page `/flows?a=1`. */
async function renderLink(to: string, onClick?: (event: MouseEvent) => void) {
  const hook = await renderHook(
    () => ({ link: useLink({ to, onClick }), location: useLocation(), navigation: useNavigationType() }),
    null,
    (children) => createElement(MemoryRouter, { initialEntries: ['/flows?a=1'] }, children),
  )
  return {
    href: hook.current.link.href,
    url: () => hook.current.location.pathname + hook.current.location.search + hook.current.location.hash,
    navigation: () => hook.current.navigation,
    /** @returns whether the browser is left to follow the link */
    click: async (init: Partial<MouseEvent> = {}) => {
      const event = Object.assign(new Event('click', { cancelable: true }), { button: 0 }, init)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The handler reads no other fields of React's event.
      await settle(() => hook.current.link.onClick(event as unknown as MouseEvent<HTMLAnchorElement>))
      return !event.defaultPrevented
    },
  }
}

test('a click navigates without loading a page', async () => {
  const link = await renderLink('/flows/FW1?b=2#q=x')
  expect(link.href).toBe('/flows/FW1?b=2#q=x')
  expect(await link.click()).toBe(false)
  expect(link.url()).toBe('/flows/FW1?b=2#q=x')
  expect(link.navigation()).toBe('PUSH')
})

test.each([{ button: 1 }, { metaKey: true }, { ctrlKey: true }, { shiftKey: true }, { altKey: true }])(
  'the browser opens the link of a click with %o',
  async (init) => {
    const link = await renderLink('/other')
    expect(await link.click(init)).toBe(true)
    expect(link.url()).toBe('/flows?a=1')
  },
)

test('a link to the current URL adds no history entry', async () => {
  const link = await renderLink('/flows?a=1')
  await link.click()
  expect(link.navigation()).toBe('REPLACE')
})

test('a link’s own handler runs first, and can keep the page', async () => {
  const onClick = vi.fn<(event: MouseEvent) => void>((event) => event.preventDefault())
  const link = await renderLink('/other', onClick)
  await link.click()
  expect(onClick).toHaveBeenCalledOnce()
  expect(link.url()).toBe('/flows?a=1')
})

function Masked({ children }: { children: ReactNode }) {
  const context = use(NavigationContext)
  const navigator = { ...context.navigator, createHref: () => '/flows#q=•••' }
  return createElement(NavigationContext, { value: { ...context, navigator } }, children)
}

test('the address is as the navigator writes it, which masks personal data', async () => {
  const hook = await renderHook(
    () => useLink({ to: '/flows#q=0199' }),
    null,
    (children) => createElement(MemoryRouter, null, createElement(Masked, null, children)),
  )
  expect(hook.current.href).toBe('/flows#q=•••')
})
