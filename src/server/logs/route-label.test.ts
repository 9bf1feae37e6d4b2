import fc from 'fast-check'
import { expect, test } from 'vitest'

import { routeLabel } from './route-label.ts'

const flow = `FW${'a'.repeat(32)}`
const run = `FN${'b'.repeat(32)}`
const step = `FT${'c'.repeat(32)}`

test.each([
  ['/', '/{page}'],
  [`/flows/${flow}`, '/{page}'],
  [`/flows/${flow}/engagements`, '/{page}'],
  [`/flows/${flow}/engagements/${run}`, '/{page}'],
  ['/api/v1/Flows', '/api/v1/Flows'],
  [`/api/v1/Flows/${flow}/Engagements`, '/api/v1/Flows/{FW}/Engagements'],
  [
    `/api/v1/Flows/${flow}/Engagements/${run}/Steps/${step}/Context`,
    '/api/v1/Flows/{FW}/Engagements/{FN}/Steps/{FT}/Context',
  ],
  [`/flows/${flow}/executions`, '/{page}'],
  [`/flows/${flow}/executions/${run}`, '/{page}'],
  [`/api/v2/Flows/${flow}/Executions/${run}`, '/api/v2/Flows/{FW}/Executions/{FN}'],
  ['/api/session', '/api/session'],
  ['/metrics', '/metrics'],
])('%s has the label %s, and is logged as it is', (pathname, route) => {
  expect(routeLabel(pathname)).toMatchObject({ label: route, path: pathname })
})

test.each([
  ['/assets/index-abc.js', '/assets/{file}'],
  ['/favicon.svg', '/{other}'],
  ['/flows/+14155550199', '/{other}'],
  [`/flows/${flow}/engagements/+14155550199`, '/{other}'],
  [`/flows/${flow}/engagements/${run}/more`, '/{other}'],
  [`/flows/${flow}/executions/+14155550199`, '/{other}'],
  [`/flows/${flow}/Executions`, '/{other}'],
  [`/api/v2/Flows/${flow}/Engagements`, '/api/{unknown}'],
  ['/api', '/api/{unknown}'],
  ['/api/v1/Flows/+14155550199', '/api/{unknown}'],
  ['/api/session/other', '/api/{unknown}'],
])('%s has the label %s, and is logged as that', (pathname, route) => {
  expect(routeLabel(pathname)).toEqual({ label: route, path: route, endpoint: null })
})

test('nothing that somebody typed is logged, and there are few labels', () => {
  const words = fc.constantFrom(
    'api',
    'v1',
    'v2',
    'flows',
    'Flows',
    'Engagements',
    'engagements',
    'Executions',
    'executions',
    flow,
    run,
    'assets',
  )
  const segments = fc.array(fc.oneof(words, fc.string()), { maxLength: 6 })
  const labels = new Set<string>()
  fc.assert(
    fc.property(segments, (names) => {
      const pathname = `/${names.join('/')}`
      const { path, label } = routeLabel(pathname)
      labels.add(label)
      expect(path.replaceAll(/(FW|FN|FT)[0-9a-fA-F]{32}/g, '')).toMatch(/^\/?([A-Za-z]+|v[12]|\{\w+\}|\/)*$/)
    }),
    { numRuns: 2000 },
  )
  expect(labels.size).toBeLessThan(20)
})
