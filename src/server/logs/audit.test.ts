import { expect, test, vi } from 'vitest'

import { parseSid } from '#contract/sid.ts'

import { createAudit } from './audit.ts'
import type { Log } from './log.ts'
import { routeLabel } from './route-label.ts'

const flow = `FW${'a'.repeat(32)}`
const engagement = `FN${'b'.repeat(32)}`
const step = `FT${'c'.repeat(32)}`
const ada = { user: 'ada@example.com', address: '203.0.113.7' }

/** The line that is written, without undefined fields; null for none. */
function lineOf(record: (audit: ReturnType<typeof createAudit>) => void) {
  const write = vi.fn<Log['audit']>()
  record(createAudit({ audit: write }))
  const [audit, fields] = write.mock.calls[0] ?? []
  return audit === undefined ? null : JSON.parse(JSON.stringify({ audit, ...fields }))
}

function dataReadLine(
  path: string,
  status: number | null = 200,
  version = path.includes('/Executions') ? 'v2' : 'v1',
) {
  const { pathname, searchParams } = new URL(`http://localhost/api/${version}${path}`)
  const { endpoint } = routeLabel(pathname)
  if (endpoint === null) throw new Error(`${path} is not an endpoint`)
  return lineOf((audit) => audit.dataRead(ada, { endpoint, query: searchParams, status }))
}

const run = `/Flows/${flow}/Engagements/${engagement}`
const execution = `/Flows/${flow}/Executions/${engagement}`

test.each([
  [run, { engagement, what: 'engagement' }],
  [`${run}/Context`, { engagement, what: 'context' }],
  [`${run}/Steps?PageSize=1000`, { engagement, what: 'steps' }],
  [`${run}/Steps/${step}`, { engagement, step, what: 'step' }],
  [`${run}/Steps/${step}/Context`, { engagement, step, what: 'step context' }],
  [`/Flows/${flow}/Engagements?PageSize=1000`, { what: 'page of 1000 engagements, contexts included' }],
  [`/Flows/${flow}/Engagements?PageToken=x`, { what: 'page of 50 engagements, contexts included' }],
  [execution, { engagement, what: 'execution' }],
  [`${execution}/Context`, { engagement, what: 'execution context' }],
  [`${execution}/Steps?PageSize=1000`, { engagement, what: 'execution steps' }],
  [`${execution}/Steps/${step}`, { engagement, step, what: 'execution step' }],
  [`${execution}/Steps/${step}/Context`, { engagement, step, what: 'execution step context' }],
  [`/Flows/${flow}/Executions?PageSize=1000`, { what: 'page of 1000 executions, contexts included' }],
])('reading %s writes a line', (path, fields) => {
  expect(dataReadLine(path)).toEqual({ audit: 'read', ...ada, flow, ...fields, status: 200 })
})

test.each(['/Flows', `/Flows/${flow}`])('reading %s, without customer data, writes no line', (path) => {
  expect(dataReadLine(path)).toBe(null)
})

test('a definition writes a line, the list of revisions none', () => {
  for (const path of [`/Flows/${flow}`, `/Flows/${flow}/Revisions/3`])
    expect(dataReadLine(path, 200, 'v2')).toEqual({
      audit: 'read',
      ...ada,
      flow,
      what: 'flow definition',
      status: 200,
    })
  expect(dataReadLine(`/Flows/${flow}/Revisions`, 200, 'v2')).toBe(null)
})

test('failed reads are logged with their status', () => {
  expect(dataReadLine(`${run}/Context`, 404)).toMatchObject({ status: 404 })
  expect(dataReadLine(`${run}/Context`, null)).toMatchObject({ status: null })
})

test('no query is written to a line', () => {
  for (const query of ['PageSize=%2B14155550199', 'PageSize=14155550199', 'PageSize=x', 'PageSize=1.5']) {
    expect(dataReadLine(`/Flows/${flow}/Engagements?${query}&PageToken=%2B14155550199`)).toEqual({
      audit: 'read',
      ...ada,
      flow,
      what: 'page of 0 engagements, contexts included',
      status: 200,
    })
  }
})

test('sign-ins are logged, and refused ones with the reason', () => {
  const event = {
    event: 'sign-in-refused',
    user: null,
    address: '203.0.113.7',
    reason: 'wrong password',
  } as const
  expect(lineOf((audit) => audit.authEvent(event))).toEqual({
    audit: 'sign-in-refused',
    user: null,
    address: '203.0.113.7',
    what: 'wrong password',
  })
  expect(lineOf((audit) => audit.authEvent({ event: 'sign-in', ...ada }))).toEqual({
    audit: 'sign-in',
    ...ada,
  })
})

test('sign-ins at a provider, and refused ones, are logged with its ID of the account, shortened where it is too long', () => {
  const iss = 'https://login.example.com'
  for (const event of ['sign-in', 'sign-in-refused'] as const) {
    expect(lineOf((audit) => audit.authEvent({ event, ...ada, iss, sub: '248289761001' }))).toEqual({
      audit: event,
      ...ada,
      iss,
      sub: '248289761001',
    })
    const long = { iss: iss + 'i'.repeat(300), sub: 's'.repeat(256) }
    expect(lineOf((audit) => audit.authEvent({ event, ...ada, ...long }))).toEqual({
      audit: event,
      ...ada,
      iss: `${iss}${'i'.repeat(255 - iss.length)}…`,
      sub: `${'s'.repeat(255)}…`,
    })
  }
})

test('refused requests are logged by kind of path and SIDs', () => {
  const nobody = { user: null, address: '203.0.113.7' }
  const refused = (pathname: string) => lineOf((audit) => audit.refused(nobody, routeLabel(pathname), 401))
  const path = `/api/v1${run}/Context`
  expect(refused(path)).toEqual({ audit: 'refused', ...nobody, flow, engagement, what: path, status: 401 })
  expect(refused('/api/v1/Flows/+14155550199')).toEqual({
    audit: 'refused',
    ...nobody,
    what: '/api/{unknown}',
    status: 401,
  })
})

test('events of the page are logged', () => {
  const [fw, fn] = [parseSid('FW', flow), parseSid('FN', engagement)]
  if (fw === null || fn === null) throw new Error('These must be valid SIDs.')
  expect(lineOf((audit) => audit.clientEvent(ada, { event: 'unmask', flow: fw, engagement: fn }))).toEqual({
    audit: 'unmask',
    ...ada,
    flow,
    engagement,
    what: 'unmask',
  })
  expect(lineOf((audit) => audit.clientEvent(ada, { event: 'export', flow: fw, count: 120 }))).toEqual({
    audit: 'export',
    ...ada,
    flow,
    what: 'export of 120 engagements',
  })
  const ofExecutions = { event: 'export', flow: fw, count: 120, source: 'executions' } as const
  expect(lineOf((audit) => audit.clientEvent(ada, ofExecutions))).toMatchObject({
    what: 'export of 120 executions',
  })
  expect(lineOf((audit) => audit.clientEvent(ada, { event: 'unmask' }))).toEqual({
    audit: 'unmask',
    ...ada,
    what: 'unmask',
  })
})
