import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexJson } from './document.ts'
import { forestOf, pathTo } from './forest.ts'
import { printJsonPath } from './paths.ts'
import { mostMatches, searchForest } from './search-forest.ts'

const never = new AbortController().signal

async function found(json: string, text: string): Promise<string[]> {
  const { forest, matches } = await searchForest(forestOf(indexJson(json)), text, never)
  return Array.from(matches, (id) => printJsonPath(pathTo(forest, id)))
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
  ])('%s', async (asked, paths) => {
    expect(await found(text, asked)).toEqual(paths)
  })
})

test.each([255_990, 256_000, 511_995, 599_990])(
  'in a long string it is found wherever it stands, here at %i',
  async (place) => {
    const long = `${'\\n'.repeat(place / 2)}The Needle`.padEnd(620_000, 'x')
    expect(await found(`["${long}"]`, 'the needle')).toEqual(['$[0]'])
    expect(await found(`["${long}"]`, 'no needle')).toEqual([])
  },
)

test('agrees with a naive search, whatever stands in strings', async () => {
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
    fc.asyncProperty(value, word, async (each, asked) => {
      expect((await found(JSON.stringify(each), asked)).length).toBe(naiveCount(each, asked.toLowerCase()))
    }),
  )
})

function naiveCount(value: unknown, asked: string, key = ''): number {
  const inner = typeof value === 'string' ? containerIn(value) : value
  const named = key.toLowerCase().includes(asked)
  if (typeof inner !== 'object' || inner === null) {
    return named || String(inner).toLowerCase().includes(asked) ? 1 : 0
  }
  const keyed = Array.isArray(inner)
    ? inner.map((item: unknown) => ['', item] as const)
    : Object.entries(inner)
  return keyed.reduce((sum, [name, item]) => sum + naiveCount(item, asked, name), named ? 1 : 0)
}

function containerIn(string: string): unknown {
  try {
    const value: unknown = JSON.parse(string)
    return typeof value === 'object' && value !== null ? value : string
  } catch {
    return string
  }
}

test('only strings in which something matched are planted', async () => {
  const json = JSON.stringify([JSON.stringify({ a: 'yes' }), JSON.stringify({ a: 'no' })])
  const { forest } = await searchForest(forestOf(indexJson(json)), 'yes', never)
  expect(forest.docs).toHaveLength(2)
})

test('ends at a limit and says so', async () => {
  const json = JSON.stringify(Array.from({ length: mostMatches + 5 }, () => 'same'))
  const { matches, limited } = await searchForest(forestOf(indexJson(json)), 'same', never)
  expect([matches.length, limited]).toEqual([mostMatches, true])
})

test('is aborted between two slices', async () => {
  const json = JSON.stringify(Array.from({ length: 300_000 }, (_, i) => `value ${i}`))
  const abort = new AbortController()
  const searching = searchForest(forestOf(indexJson(json)), 'nowhere', abort.signal)
  abort.abort()
  await expect(searching).rejects.toThrow('aborted')
})
