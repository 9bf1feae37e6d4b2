import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { createTestEngine, never, runList } from '#testing/engine/export-fixture.ts'
import { sidOf } from '#testing/sids.ts'

import type { WidgetCounts } from '#engine/rpc/row-results.ts'

type TestEngine = ReturnType<typeof createTestEngine>

const row = (n: number, context: unknown, more = {}) => ({ sid: sidOf('FN', n), context, ...more })

/** The counts once all contexts are read. */
async function countsWhenRead({ engine, events }: TestEngine, change = {}): Promise<WidgetCounts> {
  const query = parseQuery({ ...emptyQuery, ...change })
  for (;;) {
    const seen = events.length
    const { widgets: counts } = await engine.widgetCounts({ runList, query }, never)
    if (!counts.isReading) return counts
    while (events.length === seen) await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('counts the runs that match, and those whose context is not loaded', async () => {
  const fixture = createTestEngine({
    pages: [
      [
        row(1, { widgets: { ask: {}, bye: {} } }, { status: 'ended' }),
        row(2, { widgets: { ask: 1 } }, { status: 'active' }),
        row(3, {}, { status: 'ended' }),
      ],
      [row(4, 'not an object', { status: 'ended' })],
    ],
    contexts: { [sidOf('FN', 3)]: '{"widgets":{"bye":1,"late":2}}' },
  })
  await fixture.loadAll()
  expect(await countsWhenRead(fixture)).toEqual({
    widgets: [
      { name: 'ask', runs: 2 },
      { name: 'bye', runs: 1 },
    ],
    total: 4,
    counted: 3,
    missingContexts: 1,
    isReading: false,
  })
  expect(await countsWhenRead(fixture, { status: 'active' })).toEqual({
    widgets: [{ name: 'ask', runs: 1 }],
    total: 1,
    counted: 1,
    missingContexts: 0,
    isReading: false,
  })

  await fixture.engine.loadContexts({ runList, query: parseQuery({ ...emptyQuery, text: 'x' }) }, never)
  const { widgets, missingContexts } = await countsWhenRead(fixture, { status: 'ended' })
  expect(missingContexts).toBe(0)
  expect(new Map(widgets.map(({ name, runs }) => [name, runs]))).toEqual(
    new Map([
      ['bye', 2],
      ['ask', 1],
      ['late', 1],
    ]),
  )
})

test('counts the same as a naive model for any contexts, also those that are loaded again', async () => {
  const names = ['ask', 'bye', 'my name', '']
  const context = fc.constantFrom(
    null,
    {},
    { flow: {} },
    ...[['ask'], ['bye', 'my name'], ['ask', 'bye', ''], []].map((own) => ({
      widgets: Object.fromEntries(own.map((name) => [name, { [name]: 'x' }])),
    })),
  )
  const pages = fc.array(fc.array(fc.tuple(fc.nat(9), context), { maxLength: 6 }), {
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(pages, async (all) => {
      const fixture = createTestEngine({ pages: all.map((page) => page.map(([n, each]) => row(n, each))) })
      for (const index of all.keys()) {
        await fixture.loadPage(index)
        await countsWhenRead(fixture)
      }
      // The last context that is not empty counts.
      const latest = new Map<number, object>()
      for (const [n, each] of all.flat()) if (each && Object.keys(each).length > 0) latest.set(n, each)
      const expected = names
        .map((name) => ({
          name,
          runs: [...latest.values()].filter(
            (each) => 'widgets' in each && Object.hasOwn(Object(each.widgets), name),
          ).length,
        }))
        .filter(({ runs }) => runs > 0)
      const { widgets } = await countsWhenRead(fixture)
      expect(new Set(widgets.map(({ name, runs }) => `${name} ${runs}`))).toEqual(
        new Set(expected.map(({ name, runs }) => `${name} ${runs}`)),
      )
    }),
    { numRuns: 25 },
  )
})
