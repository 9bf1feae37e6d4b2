import { expect, test } from 'vitest'

import { emptyStore } from './forget.ts'

function storeOf(items: Record<string, string>): Storage {
  const kept = new Map(Object.entries(items))
  return {
    get length() {
      return kept.size
    },
    key: (i) => [...kept.keys()][i] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
  }
}

test('all that is ours goes, and nothing else', () => {
  const store = storeOf({ 'flowdesk.columns': '[]', other: '1', 'flowdesk.searches': '[]', flowdesk: '2' })
  emptyStore(() => store)
  expect([store.key(0), store.key(1), store.length]).toEqual(['other', 'flowdesk', 2])
})

test('a store that may not be looked at holds nothing', () => {
  expect(() =>
    emptyStore(() => {
      throw new DOMException('Forbidden', 'SecurityError')
    }),
  ).not.toThrow()
})
