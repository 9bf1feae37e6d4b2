import { expect, test, vi } from 'vitest'

import { forgetHistory, type HistoryWindow } from './forget-history.ts'

type Entry = { url: string; state: unknown }

/** A tab with these entries; the last one is the current one. */
function createTab(entries: Entry[], { canGoBack = true } = {}): HistoryWindow {
  const events = new EventTarget()
  let at = entries.length - 1
  const history = {
    get state(): unknown {
      return entries[at]?.state
    },
    go: (delta = 0) => {
      if (!canGoBack) return
      queueMicrotask(() => {
        at += delta
        events.dispatchEvent(new Event('popstate'))
      })
    },
    replaceState: (state: unknown, _: string, url?: string | URL | null) => {
      entries[at] = { url: String(url), state }
    },
    pushState: (state: unknown, _: string, url?: string | URL | null) => {
      entries.splice(++at, Infinity, { url: String(url), state })
    },
  }
  return {
    history,
    addEventListener: (...listener) => events.addEventListener(...listener),
    removeEventListener: (...listener) => events.removeEventListener(...listener),
  }
}

const urlsOf = (entries: Entry[]) => entries.map(({ url }) => url)

test('no address of this visit stays, and those of others do', async () => {
  const entries = [
    { url: 'https://elsewhere.example/', state: null },
    { url: '/#q=first', state: { idx: 0 } },
    { url: '/flows#q=first', state: { idx: 1 } },
    { url: '/flows#q=second', state: { idx: 2 } },
  ]
  await forgetHistory('/', createTab(entries))
  expect(urlsOf(entries)).toEqual(['https://elsewhere.example/', '/', '/'])
})

test.each([[{ idx: 0 }], [null]])('the first entry of a visit (%o) is replaced', async (state) => {
  const entries = [{ url: '/#q=first', state }]
  await forgetHistory('/', createTab(entries))
  expect(urlsOf(entries)).toEqual(['/', '/'])
})

test('a browser that does not go back does not keep the user signed in', async () => {
  vi.useFakeTimers()
  const entries = [
    { url: '/', state: { idx: 0 } },
    { url: '/#q=first', state: { idx: 1 } },
  ]
  const done = forgetHistory('/', createTab(entries, { canGoBack: false }))
  await vi.runAllTimersAsync()
  await done
  vi.useRealTimers()
  expect(urlsOf(entries)).toEqual(['/', '/', '/'])
})
