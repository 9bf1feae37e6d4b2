import { beforeAll, expect, test } from 'vitest'

import { engagementsPageSchema, type Engagement } from '#contract/engagement.ts'
import { nextCursor } from '#contract/page.ts'

import { authorization, makePages, upstream, type Pages } from './pages.ts'

let pages: Pages
beforeAll(async () => {
  pages = await makePages(3500, 2)
})

async function page(n: number) {
  const answer = await pages.fetch(new Request(upstream + pages.paths[n], { headers: { authorization } }))
  return engagementsPageSchema.parse(await answer.json())
}

/** All that says when or who. */
const identity = ({ sid, context, url }: Engagement) => JSON.stringify([sid, context, url])

/** Milliseconds from the start to the last update; null without one. */
const lasted = ({ date_created, date_updated }: Engagement) =>
  date_updated && Date.parse(date_updated) - Date.parse(date_created ?? '')

test('each page names the next, and the last none', async () => {
  for (const n of [0, 1, 2]) {
    const { meta } = await page(n)
    const next = new URLSearchParams(pages.paths[n + 1]?.split('?')[1])
    expect(nextCursor(meta.next_page_url)).toEqual({ page: next.get('Page'), token: next.get('PageToken') })
  }
  expect((await page(3)).meta.next_page_url).toBeNull()
})

test('pages past those kept hold other runs of the same shape, older and newest first', async () => {
  const [kept, before, made, last] = [await page(0), await page(1), await page(2), await page(3)]
  expect(made.engagements).toHaveLength(1000)
  expect(last.engagements).toHaveLength(500)
  for (const [i, row] of made.engagements.entries()) {
    const first = kept.engagements[i]
    expect(row.sid).not.toBe(first?.sid)
    expect(identity(row).replaceAll(row.sid ?? '', '')).toBe(
      first && identity(first).replaceAll(first.sid ?? '', ''),
    )
  }
  const times = [...before.engagements, ...made.engagements, ...last.engagements].map((row) =>
    Date.parse(row.date_created ?? ''),
  )
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(made.engagements.map(lasted)).toEqual(kept.engagements.map(lasted))
})

test('a made-up page names engagements the emulator knows', async () => {
  const { engagements } = await page(3)
  const address = engagements.at(-1)?.url ?? ''
  const answer = await pages.fetch(new Request(address, { headers: { authorization } }))
  expect(answer.status).toBe(200)
  expect((await answer.json()).date_created).toBe(engagements.at(-1)?.date_created)
})

test('knows what to search for', () => {
  expect(pages.facts.text).toMatch(/^R-\d{3}$/)
  expect(new Set(pages.facts.contacts).size).toBe(2)
  expect(pages.facts.contextShare).toBeGreaterThan(0.7)
})
