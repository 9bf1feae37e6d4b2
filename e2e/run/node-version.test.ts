import { expect, test } from 'vitest'

import { nodeVersionError } from './node-version.ts'

test.each(['v22.22.0', 'v22.23.3', 'v24.0.0', 'v26.10.0'])('%s is new enough', (version) => {
  expect(nodeVersionError(version)).toBeNull()
})

test.each(['v20.20.2', 'v22.21.9', 'v18.0.0'])('%s is too old, and the error says so', (version) => {
  expect(nodeVersionError(version)).toContain(`22.22 or newer and this is ${version}`)
})
