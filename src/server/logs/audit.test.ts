import { expect, test, vi } from 'vitest'

import { parseSid } from '#contract/sid.ts'

import { createAudit } from './audit.ts'
import type { Log } from './log.ts'
import { routeOf } from './route.ts'

const flow = `FW${'a'.repeat(32)}`
const engagement = `FN${'b'.repeat(32)}`
const step = `FT${'c'.repeat(32)}`
const ada = { user: 'ada@example.com', address: '203.0.113.7' }

/** The line an act leaves, without what is undefined; null for none. */
function lineOf(act: (audit: ReturnType<typeof createAudit>) => void) {
  const said = vi.fn<Log['audit']>()
  act(createAudit({ audit: said }))
  const [audit, facts] = said.mock.calls[0] ?? []
  return audit === undefined ? null : JSON.parse(JSON.stringify({ audit, ...facts }))
}

function looked(path: string, status: number | null = 200) {
  const { pathname, searchParams } = new URL(`http://localhost/api/v1${path}`)
  const { read } = routeOf(pathname)
  if (read === null) throw new Error(`${path} is no read`)
  return lineOf((audit) => audit.looked(ada, { read, query: searchParams, status }))
}

const run = `/Flows/${flow}/Engagements/${engagement}`

test.each([
  [run, { engagement, what: 'engagement' }],
  [`${run}/Context`, { engagement, what: 'context' }],
  [`${run}/Steps?PageSize=1000`, { engagement, what: 'steps' }],
  [`${run}/Steps/${step}`, { engagement, step, what: 'step' }],
  [`${run}/Steps/${step}/Context`, { engagement, step, what: 'step context' }],
  [`/Flows/${flow}/Engagements?PageSize=1000`, { what: 'page of 1000 engagements, contexts included' }],
  [`/Flows/${flow}/Engagements?PageToken=x`, { what: 'page of 50 engagements, contexts included' }],
])('%s leaves a line', (path, facts) => {
  expect(looked(path)).toEqual({ audit: 'read', ...ada, flow, ...facts, status: 200 })
})

test.each(['/Flows', `/Flows/${flow}`])('%s holds nothing of customers, and leaves none', (path) => {
  expect(looked(path)).toBe(null)
})

test('what was asked for and not given is told so', () => {
  expect(looked(`${run}/Context`, 404)).toMatchObject({ status: 404 })
  expect(looked(`${run}/Context`, null)).toMatchObject({ status: null })
})

test('no query gets into a line', () => {
  for (const query of ['PageSize=%2B14155550199', 'PageSize=14155550199', 'PageSize=x', 'PageSize=1.5']) {
    expect(looked(`/Flows/${flow}/Engagements?${query}&PageToken=%2B14155550199`)).toEqual({
      audit: 'read',
      ...ada,
      flow,
      what: 'page of 0 engagements, contexts included',
      status: 200,
    })
  }
})

test('who came in, who did not, and why', () => {
  const event = {
    event: 'sign-in-refused',
    user: null,
    address: '203.0.113.7',
    why: 'wrong password',
  } as const
  expect(lineOf((audit) => audit.access(event))).toEqual({
    audit: 'sign-in-refused',
    user: null,
    address: '203.0.113.7',
    what: 'wrong password',
  })
  expect(lineOf((audit) => audit.access({ event: 'sign-in', ...ada }))).toEqual({ audit: 'sign-in', ...ada })
})

test('what was refused, by kind of path and SIDs', () => {
  const nobody = { user: null, address: '203.0.113.7' }
  const refused = (pathname: string) => lineOf((audit) => audit.refused(nobody, routeOf(pathname), 401))
  const path = `/api/v1${run}/Context`
  expect(refused(path)).toEqual({ audit: 'refused', ...nobody, flow, engagement, what: path, status: 401 })
  expect(refused('/api/v1/Flows/+14155550199')).toEqual({
    audit: 'refused',
    ...nobody,
    what: '/api/{unknown}',
    status: 401,
  })
})

test('what only the page knows of', () => {
  const [fw, fn] = [parseSid('FW', flow), parseSid('FN', engagement)]
  if (fw === null || fn === null) throw new Error('These are SIDs.')
  expect(lineOf((audit) => audit.noted(ada, { event: 'unmask', flow: fw, engagement: fn }))).toEqual({
    audit: 'unmask',
    ...ada,
    flow,
    engagement,
    what: 'unmask',
  })
  expect(lineOf((audit) => audit.noted(ada, { event: 'export', flow: fw, count: 120 }))).toEqual({
    audit: 'export',
    ...ada,
    flow,
    what: 'export of 120 engagements',
  })
  expect(lineOf((audit) => audit.noted(ada, { event: 'unmask' }))).toEqual({
    audit: 'unmask',
    ...ada,
    what: 'unmask',
  })
})
