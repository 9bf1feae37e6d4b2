import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexJson } from '#json/parse/document.ts'
import { createDocumentSet, fullPathOf } from '#json/embedded/embedded-documents.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { maxMatches, searchDocuments } from './search-documents.ts'

const never = new AbortController().signal

async function matchingPaths(json: string, text: string): Promise<string[]> {
  const { documents, matches } = await searchDocuments(createDocumentSet(indexJson(json)), text, never)
  return Array.from(matches, (id) => formatJsonPath(fullPathOf(documents, id)))
}

const text = String.raw`{"widgets":{"ask":{"inbound":{"Body":"Refund, please"}}},"n":1.50,"esc":"caf\u00e9 \"quoted\"","refund_id":7,
  "inner":"{\"Body\":\"a refund\",\"deep\":\"{\\\"x\\\":\\\"REFUND\\\"}\"}","t":true,"list":[{"id":1},{"id":2}]}`

describe('keys, values and paths', () => {
  test.each([
    ['refund', ['$.widgets.ask.inbound.Body', '$.refund_id', '$.inner.Body', '$.inner.deep.x']],
    ['1.50', ['$.n']],
    ['café "quoted"', ['$.esc']],
    ['TRUE', ['$.t']],
    ['ask.inbound', ['$.widgets.ask.inbound']],
    ['inbound.bo', ['$.widgets.ask.inbound.Body']],
    ['inner.deep', ['$.inner.deep']],
    ['$.list[1].id', ['$.list[1].id']],
    ['list[1]', ['$.list[1]']],
    ['$.n', ['$.n']],
    [String.raw`\u00e9`, []],
    ['', []],
  ])('%s', async (query, paths) => {
    expect(await matchingPaths(text, query)).toEqual(paths)
  })
})

test.each([255_990, 256_000, 511_995, 599_990])(
  'finds a match in a long string at offset %i',
  async (offset) => {
    const long = `${'\\n'.repeat(offset / 2)}The Needle`.padEnd(620_000, 'x')
    expect(await matchingPaths(`["${long}"]`, 'the needle')).toEqual(['$[0]'])
    expect(await matchingPaths(`["${long}"]`, 'no needle')).toEqual([])
  },
)

test('agrees with a naive search, also for JSON in strings', async () => {
  const word = fc.constantFrom('a', 'B', 'ab', '"', '\\', 'é', '\u0000')
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.array(word).map((words) => words.join('')),
      fc.integer(),
      tie('value').map((inner) => JSON.stringify(inner)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'key', 'Ä'), tie('value'), { maxKeys: 3 }),
    ),
  })).value
  await fc.assert(
    fc.asyncProperty(value, word, async (each, query) => {
      expect((await matchingPaths(JSON.stringify(each), query)).length).toBe(
        naiveCount(each, query.toLowerCase()),
      )
    }),
  )
})

function naiveCount(value: unknown, query: string, key = ''): number {
  const inner = typeof value === 'string' ? parseContainer(value) : value
  const named = key.toLowerCase().includes(query)
  if (typeof inner !== 'object' || inner === null) {
    return named || String(inner).toLowerCase().includes(query) ? 1 : 0
  }
  const keyed = Array.isArray(inner)
    ? inner.map((item: unknown) => ['', item] as const)
    : Object.entries(inner)
  return keyed.reduce((sum, [name, item]) => sum + naiveCount(item, query, name), named ? 1 : 0)
}

function parseContainer(string: string): unknown {
  try {
    const value: unknown = JSON.parse(string)
    return typeof value === 'object' && value !== null ? value : string
  } catch {
    return string
  }
}

test('expands only strings with a match inside', async () => {
  const json = JSON.stringify([JSON.stringify({ a: 'yes' }), JSON.stringify({ a: 'no' })])
  const { documents } = await searchDocuments(createDocumentSet(indexJson(json)), 'yes', never)
  expect(documents.docs).toHaveLength(2)
})

test('stops at the limit and reports that there are more matches', async () => {
  const json = JSON.stringify(Array.from({ length: maxMatches + 5 }, () => 'same'))
  const { matches, hasMore } = await searchDocuments(createDocumentSet(indexJson(json)), 'same', never)
  expect([matches.length, hasMore]).toEqual([maxMatches, true])
})

test('can be aborted between two time slices', async () => {
  const json = JSON.stringify(Array.from({ length: 300_000 }, (_, i) => `value ${i}`))
  const abort = new AbortController()
  const searching = searchDocuments(createDocumentSet(indexJson(json)), 'nowhere', abort.signal)
  abort.abort()
  await expect(searching).rejects.toThrow('aborted')
})
