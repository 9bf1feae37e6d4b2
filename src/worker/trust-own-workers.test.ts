import { expect, test } from 'vitest'

import { trustOwnWorkers, type TrustedScope } from './trust-own-workers.ts'

type Rules = Parameters<NonNullable<TrustedScope['trustedTypes']>['createPolicy']>[1]

/** A page whose browser has Trusted Types, and the policies that were created. */
function createScope() {
  const policies: [name: string, rules: Rules][] = []
  const scope: TrustedScope = {
    location: { origin: 'https://flowdesk.example' },
    trustedTypes: {
      get defaultPolicy() {
        return policies[0] ?? null
      },
      createPolicy: (...policy) => policies[policies.push(policy) - 1] ?? {},
    },
  }
  return { scope, policies }
}

test.each([
  ['https://flowdesk.example/assets/worker-DX3W0t2Q.js', true],
  ['/assets/worker-B0m6_Ss-.js', true],
  ['https://evil.example/assets/worker-DX3W0t2Q.js', false],
  ['//evil.example/assets/worker.js', false],
  ['blob:https://flowdesk.example/8d1e', false],
  ['data:text/javascript,alert(1)', false],
  ['https://flowdesk.example/api/v1/Flows', false],
  ['/assets/../api/session', false],
  ['/assets/a/../../auth.js', false],
])('a script at %s may start a worker: %s', (url, isAllowed) => {
  const { scope, policies } = createScope()
  trustOwnWorkers(scope)
  expect(policies.map(([name, { createScriptURL }]) => [name, createScriptURL(url)])).toEqual([
    ['default', isAllowed ? url : null],
  ])
  // No rule for markup and script text: the browser refuses them.
  expect(Object.keys(policies[0]?.[1] ?? {})).toEqual(['createScriptURL'])
})

test('a second call, and a browser without Trusted Types, change nothing', () => {
  const { scope, policies } = createScope()
  trustOwnWorkers(scope)
  trustOwnWorkers(scope)
  expect(policies).toHaveLength(1)
  expect(() => trustOwnWorkers({ location: scope.location })).not.toThrow()
})
