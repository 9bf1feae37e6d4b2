import { beforeAll, expect, test } from 'vitest'

import { engagementsPageSchema, type Engagement } from '#contract/resources.ts'
import { nextCursor } from '#contract/page.ts'

import { authorization, createPageFixture, upstream, type PageFixture } from './page-fixture.ts'

let fixture: PageFixture
beforeAll(async () => {
  fixture = await createPageFixture(3500, 2)
})

async function fetchPage(n: number) {
  const response = await fixture.fetch(
    new Request(upstream + fixture.paths[n], { headers: { authorization } }),
  )
  return engagementsPageSchema.parse(await response.json())
}

/** The fields that contain the row's SID. */
const identity = ({ sid, context, url }: Engagement) => JSON.stringify([sid, context, url])

/** Milliseconds from the start to the last update; null without an update. */
const durationOf = ({ date_created, date_updated }: Engagement) =>
  date_updated && Date.parse(date_updated) - Date.parse(date_created ?? '')

test('each page links to the next, and the last to none', async () => {
  for (const n of [0, 1, 2]) {
    const { meta } = await fetchPage(n)
    const next = new URLSearchParams(fixture.paths[n + 1]?.split('?')[1])
    expect(nextCursor(meta.next_page_url)).toEqual({ page: next.get('Page'), token: next.get('PageToken') })
  }
  expect((await fetchPage(3)).meta.next_page_url).toBeNull()
})

test('generated pages have other, older runs of the same shape, newest first', async () => {
  const [cached, before, generated, last] = [
    await fetchPage(0),
    await fetchPage(1),
    await fetchPage(2),
    await fetchPage(3),
  ]
  expect(generated.engagements).toHaveLength(1000)
  expect(last.engagements).toHaveLength(500)
  for (const [i, row] of generated.engagements.entries()) {
    const first = cached.engagements[i]
    expect(row.sid).not.toBe(first?.sid)
    expect(identity(row).replaceAll(row.sid ?? '', '')).toBe(
      first && identity(first).replaceAll(first.sid ?? '', ''),
    )
  }
  const times = [...before.engagements, ...generated.engagements, ...last.engagements].map((row) =>
    Date.parse(row.date_created ?? ''),
  )
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(generated.engagements.map(durationOf)).toEqual(cached.engagements.map(durationOf))
})

test('the emulator serves the engagements of a generated page', async () => {
  const { engagements } = await fetchPage(3)
  const address = engagements.at(-1)?.url ?? ''
  const response = await fixture.fetch(new Request(address, { headers: { authorization } }))
  expect(response.status).toBe(200)
  expect((await response.json()).date_created).toBe(engagements.at(-1)?.date_created)
})

test('provides search terms', () => {
  expect(fixture.expected.text).toMatch(/^R-\d{3}$/)
  expect(new Set(fixture.expected.contacts).size).toBe(2)
  expect(fixture.expected.contextShare).toBeGreaterThan(0.7)
})
