import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const documents = ['SECURITY.md', '.github/SECURITY-CONTROLS.md']

const read = (name: string) => readFile(join(root, name), 'utf8')

test.each([...documents, 'CONTRIBUTING.md'])('%s names only files that exist', async (name) => {
  const text = await read(name)
  const names = new Set(
    [...text.matchAll(/`((?:src|e2e|public|\.github|\.ci)\/[^`\s]+)`/g)].map(([, path = '']) => path),
  )
  expect(names.size).toBeGreaterThan(10)
  const missing = new Set(names)
  for (const path of names) for await (const _ of glob(path, { cwd: root })) missing.delete(path)
  expect([...missing]).toEqual([])
})

test.each(documents)('%s names only tests and sections that exist', async (name) => {
  const text = (await read(name)).replaceAll(/\s+/g, ' ')
  const quotes = [...text.matchAll(/`([^`\s]+)` \(“([^”]+)”/g)]
  expect(quotes.length).toBeGreaterThan(3)
  const missing: string[] = []
  for (const [, path = '', title = ''] of quotes) {
    const source = (await read(path)).replaceAll(/\s+/g, ' ')
    if (!source.includes(title)) missing.push(`${path}: ${title}`)
  }
  expect(missing).toEqual([])
})

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has. They are its first ones. */
const asvsSections: Record<string, number[]> = {
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 12, 4, 4, 5, 3, 0, 4],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 4, 1, 1],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
}
/** How many of each family OSPS Baseline 2026.02.19 has. */
const ospsFamilies = { AC: 6, BR: 12, DO: 8, GV: 6, LE: 5, QA: 13, SA: 4, VM: 10 }

/** The first cells of all rows of a section, as single controls: "1.2.4–1.2.6" are three. */
async function readControls(heading: string): Promise<string[]> {
  const [, section = ''] = (await read('.github/SECURITY-CONTROLS.md')).split(`\n## ${heading}`)
  const [table = ''] = section.split('\n## ')
  const cells = [...table.matchAll(/^\| ([^|]+?) +\|/gm)].map(([, cell = '']) => cell)
  return cells
    .filter((cell) => /\d/.test(cell))
    .flatMap((cell) => cell.split(', '))
    .flatMap((control) => {
      const [, prefix, first, last] = /^(.+\.)(\d+)–\1(\d+)$/.exec(control) ?? []
      if (prefix === undefined) return [control]
      return Array.from(
        { length: Number(last) - Number(first) + 1 },
        (_, i) => prefix + String(Number(first) + i),
      )
    })
}

test('every control of OWASP ASVS, levels 1 and 2, is answered once', async () => {
  const all = Object.entries(asvsSections).flatMap(([chapter, sections]) =>
    sections.flatMap((count, section) =>
      Array.from({ length: count }, (_, i) => `${chapter}.${section + 1}.${i + 1}`),
    ),
  )
  expect(all).toHaveLength(253)
  expect((await readControls('OWASP ASVS')).toSorted()).toEqual(all.toSorted())
})

test('every control of the OSPS Baseline is answered once', async () => {
  const controls = await readControls('OpenSSF OSPS')
  expect(new Set(controls).size).toBe(controls.length)
  const counts = Object.keys(ospsFamilies).map((family) => [
    family,
    controls.filter((control) => control.startsWith(`OSPS-${family}-`)).length,
  ])
  expect(Object.fromEntries(counts)).toEqual(ospsFamilies)
})
