import { expect, test } from 'vitest'

import { clearStorage } from './clear-local-data.ts'

function createStorage(items: Record<string, string>): Storage {
  const stored = new Map(Object.entries(items))
  return {
    get length() {
      return stored.size
    },
    key: (i) => [...stored.keys()][i] ?? null,
    getItem: (name) => stored.get(name) ?? null,
    setItem: (name, value) => void stored.set(name, value),
    removeItem: (name) => void stored.delete(name),
    clear: () => stored.clear(),
  }
}

test('removes all entries of Flowdesk, and no others', () => {
  const storage = createStorage({
    'flowdesk.columns': '[]',
    other: '1',
    'flowdesk.searches': '[]',
    flowdesk: '2',
  })
  clearStorage(() => storage)
  expect([storage.key(0), storage.key(1), storage.length]).toEqual(['other', 'flowdesk', 2])
})

test('does not throw when access to the storage is forbidden', () => {
  expect(() =>
    clearStorage(() => {
      throw new DOMException('Forbidden', 'SecurityError')
    }),
  ).not.toThrow()
})
