import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { findLockfileProblems } from './lockfile-problems.ts'
import { root } from './paths.ts'

const sha512 = 'sha512-AAAA'
const find = (packages: object) => findLockfileProblems(JSON.stringify({ packages }))

test('accepts packages of the registry with a hash, and what their archives contain', () => {
  expect(
    find({
      '': { name: 'flowdesk' },
      'node_modules/a': { version: '1.0.0', integrity: sha512 },
      'node_modules/b': { resolved: 'https://registry.npmjs.org/b/-/b-1.0.0.tgz', integrity: sha512 },
      'node_modules/b/node_modules/c': { inBundle: true },
    }),
  ).toEqual([])
})

test('names packages without a hash, with a weak one, and from elsewhere', () => {
  expect(
    find({
      'node_modules/a': { optional: true },
      'node_modules/b': { integrity: 'sha1-AAAA' },
      'node_modules/c': { integrity: sha512, resolved: 'git+ssh://git@github.com/owner/c.git#1' },
      'node_modules/d': { integrity: sha512, resolved: 'https://registry.npmjs.org.example/d.tgz' },
    }).map((line) => line.split(' ', 1)[0]),
  ).toEqual(['node_modules/a', 'node_modules/b', 'node_modules/c', 'node_modules/d'])
})

test('npm runs no script of a package that it installs', async () => {
  expect((await readFile(join(root, '.npmrc'), 'utf8')).split('\n')).toContain('ignore-scripts=true')
})
