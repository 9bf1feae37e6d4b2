import fc from 'fast-check'
import { expect, test } from 'vitest'

import { routeOf } from './route.ts'

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
  ['/api/session', '/api/session'],
  ['/metrics', '/metrics'],
])('%s is of the kind %s, and stands in the log as it is', (pathname, route) => {
  expect(routeOf(pathname)).toMatchObject({ route, path: pathname })
})

test.each([
  ['/assets/index-abc.js', '/assets/{file}'],
  ['/favicon.svg', '/{other}'],
  ['/flows/+14155550199', '/{other}'],
  [`/flows/${flow}/engagements/+14155550199`, '/{other}'],
  [`/flows/${flow}/engagements/${run}/more`, '/{other}'],
  ['/api', '/api/{unknown}'],
  ['/api/v1/Flows/+14155550199', '/api/{unknown}'],
  ['/api/session/other', '/api/{unknown}'],
])('%s is %s, and stands in the log as that', (pathname, route) => {
  expect(routeOf(pathname)).toEqual({ route, path: route, read: null })
})

test('nothing that somebody typed gets into a log, and the kinds are few', () => {
  const words = fc.constantFrom(
    'api',
    'v1',
    'flows',
    'Flows',
    'Engagements',
    'engagements',
    flow,
    run,
    'assets',
  )
  const segments = fc.array(fc.oneof(words, fc.string()), { maxLength: 6 })
  const kinds = new Set<string>()
  fc.assert(
    fc.property(segments, (parts) => {
      const pathname = `/${parts.join('/')}`
      const { path, route } = routeOf(pathname)
      kinds.add(route)
      expect(path.replaceAll(/(FW|FN|FT)[0-9a-fA-F]{32}/g, '')).toMatch(/^\/?([A-Za-z]+|v1|\{\w+\}|\/)*$/)
    }),
    { numRuns: 2000 },
  )
  expect(kinds.size).toBeLessThan(20)
})
