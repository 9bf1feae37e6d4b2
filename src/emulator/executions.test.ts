import { describe, expect, test } from 'vitest'

import { executionSchema, executionsPageSchema } from '#contract/execution-resources.ts'
import { engagementsPageSchema } from '#contract/resources.ts'

import { createEmulator } from './emulator.ts'
import { faultSids } from './faults/sids.ts'
import { flowSids } from './flows.ts'
import { createEmulatorRequest } from './http/credentials.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)
const emulator = createEmulator({ now: () => start })
const get = (path: string) => emulator(createEmulatorRequest(path))
const executions = (FW: string) => `/v2/Flows/${FW}/Executions`

/** All executions that a query finds, read 200 a page, and the URLs of the pages. */
async function readAll(FW: string, query = '') {
  const rows: ReturnType<typeof executionSchema.parse>[] = []
  const urls: string[] = []
  for (let next: string | null = `${executions(FW)}?${query}PageSize=200`; next !== null;) {
    urls.push(next)
    const page = executionsPageSchema.parse(await (await get(next)).json())
    rows.push(...page.executions)
    next = page.meta.next_page_url
  }
  return { rows, urls }
}

test('executions are the same runs as the engagements, with their own URLs and two more fields', async () => {
  const list = `/v1/Flows/${flowSids.mainMenu}/Engagements?PageSize=50`
  const { engagements } = engagementsPageSchema.parse(await (await get(list)).json())
  const page = executionsPageSchema.parse(
    await (await get(`${executions(flowSids.mainMenu)}?PageSize=50`)).json(),
  )
  const shared = ({ url, links, ...fields }: (typeof engagements)[number]) => [fields, typeof url, links && 1]
  for (const [i, { flow_version, initiated_by, ...execution }] of page.executions.entries()) {
    expect(shared(execution)).toEqual(engagements[i] && shared(engagements[i]))
    expect([flow_version, initiated_by]).toEqual([31, expect.stringMatching(/^CA[0-9a-f]{32}$/)])
    expect(execution.url).toContain(`${executions(flowSids.mainMenu)}/FN`)
    expect(execution.links).toEqual({
      execution_context: `${execution.url}/Context`,
      steps: `${execution.url}/Steps`,
    })
  }
})

test('runs that were started over REST are initiated by a request', async () => {
  const page = await (await get(`${executions(flowSids.reminders)}?PageSize=1`)).json()
  expect(executionsPageSchema.parse(page).executions[0]?.initiated_by).toMatch(/^RQ[0-9a-f]{32}$/)
})

test('a faulty flow is faulty at both addresses', async () => {
  const read = async (FW: string, page = '') => get(`${executions(FW)}?PageSize=1000${page}`)
  expect((await read(faultSids.unauthorized)).status).toBe(401)

  const first = executionsPageSchema.parse(await (await read(faultSids.serverError)).json())
  expect((await get(first.meta.next_page_url ?? '')).status).toBe(500)

  const elsewhere = executionsPageSchema.parse(await (await read(faultSids.otherHost)).json())
  expect(elsewhere.meta.next_page_url).toMatch(
    /^https:\/\/studio\.elsewhere\.example\/v2\/Flows\/.*\/Executions\?/,
  )

  const odd = executionsPageSchema.parse(await (await read(faultSids.unknownStatus)).json())
  expect(odd.executions.map(({ status }) => status)).toContain('paused')
})

describe('filters', () => {
  const from = '2026-10-20T00:00:00Z'
  const to = '2026-10-27T12:00:00Z'

  test('by status and start, on every page, they find what reading everything finds', async () => {
    const all = (await readAll(flowSids.mainMenu)).rows
    const inRange = all.filter(({ date_created: date }) => (date ?? '') >= from && (date ?? '') < to)
    const range = `DateCreatedFrom=${from}&DateCreatedTo=${to}&`
    const found = await readAll(flowSids.mainMenu, range)
    expect(found.rows).toEqual(inRange)
    expect(inRange.length).toBeGreaterThan(200)
    expect(new URL(found.urls[1] ?? '').searchParams.get('DateCreatedTo')).toBe(to)

    for (const status of ['active', 'ended']) {
      const expected = all.filter((run) => run.status === status)
      expect((await readAll(flowSids.mainMenu, `status=${status}&`)).rows).toEqual(expected)
      expect(expected).not.toEqual([])
    }
  })

  test('a range includes its start and excludes its end', async () => {
    // The newest run started in a whole second, the one before it probably not.
    for (const { sid, date_created } of (await readAll(flowSids.survey)).rows.slice(0, 2)) {
      const found = async (filter: string) =>
        (await readAll(flowSids.survey, `${filter}=${date_created}&`)).rows.some((run) => run.sid === sid)
      expect([await found('DateCreatedFrom'), await found('DateCreatedTo')]).toEqual([true, false])
    }
  })

  test.each(['status=done', 'DateCreatedFrom=yesterday', 'DateCreatedTo=2026-10-20'])(
    '%s is 400, 20001',
    async (query) => {
      const response = await get(`${executions(flowSids.survey)}?${query}`)
      expect([response.status, await response.json()]).toEqual([
        400,
        expect.objectContaining({ code: 20001 }),
      ])
    },
  )
})
