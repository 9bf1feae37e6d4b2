import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'

import { describe, expect, test } from 'vitest'

import lint from './oxlint.config.ts'
import { rooms } from './rooms.ts'

const src = import.meta.dirname
const names = Object.keys(rooms)
const rowOf: Record<string, { runtime: string; imports: readonly string[] }> = rooms
const importsOf = (room: string): readonly string[] => rowOf[room]?.imports ?? []

/** `src/README.md`'s table: rank, room, what lives here, may import, runtime. */
async function readmeRows() {
  const [, table = ''] = (await readFile(join(src, 'README.md'), 'utf8')).split(/^\| rank .*\n\|[-| ]+\n/m)
  const [rows = ''] = table.split(/\n(?!\|)/)
  return rows.split('\n').map((row) => {
    const [, rank = '', room = '', , imports = '', runtime = ''] = row.split('|').map((cell) => cell.trim())
    return {
      rank,
      room: room.replaceAll('`', ''),
      imports: imports === '–' ? [] : imports.split(', ').toSorted(),
      runtime,
    }
  })
}

/** Every file of the rooms but the tests: those may reach where they like. */
async function sources() {
  const entries = await readdir(src, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => names.includes(file.split('/')[0] ?? ''))
}

/** What a source names in `import … from`, `export … from`, `import()`, `import '…'` and `new URL('…', import.meta.url)`. */
function importsIn(text: string): string[] {
  const patterns = [
    /\bfrom\s*(['"])(?<path>[^'"\n]+)\1/g,
    /\bimport\s*\(?\s*(['"])(?<path>[^'"\n]+)\1/g,
    /\bnew URL\(\s*(['"])(?<path>[^'"\n]+)\1\s*,\s*import\.meta\.url/g,
  ]
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match.groups?.['path'] ?? ''),
  )
}

/** Why `file` may not import `path`; null when it may. */
function objection(file: string, path: string): string | null {
  const [room = ''] = file.split('/')
  if (path.split('/').includes('..')) return 'climbs with ../'
  if (path.startsWith('node:'))
    return rowOf[room]?.runtime === 'node' ? null : `is Node’s, and ${room} is not`
  const [target, ...rest] = path.startsWith('#') ? path.slice(1).split('/') : []
  if (target === undefined) return null
  if (target !== room) return importsOf(room).includes(target) ? null : `is not in the row of ${room}`
  // Rooms with folders (a screen each) name each other's files by the alias; neighbours are `./`.
  const neighbours = dirname(`${room}/${rest.join('/')}`) === dirname(file)
  return neighbours ? 'is in this very folder: write ./' : null
}

describe('the map', () => {
  test('README.md has a row for each room, as rooms.ts has it', async () => {
    const rows = (await readmeRows()).map(({ room, imports, runtime }) => [room, { runtime, imports }])
    expect(new Set(rows.map(([room]) => room)).size, 'a row for each room, once').toBe(rows.length)
    const expected = Object.entries(rowOf).map(([room, { runtime, imports }]) => [
      room,
      { runtime, imports: imports.toSorted() },
    ])
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected))
  })

  test('its ranks run one way: a room imports from lower ranks only, and nothing imports from N and T', async () => {
    const rows = await readmeRows()
    const ranks = new Map(rows.map(({ room, rank }) => [room, rank]))
    const height = (room: string) => Number(ranks.get(room)?.replace(/^[NT]$/, 'Infinity') ?? Number.NaN)
    const wrong = rows.flatMap(({ room, imports }) =>
      imports.filter((to) => !(height(to) < height(room))).map((to) => `${room} → ${to}`),
    )
    expect(wrong).toEqual([])
  })

  test('every folder of src is a room, and every room a folder with a file in it', async () => {
    const entries = await readdir(src, { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    expect(folders.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    const lived = new Set((await sources()).map((file) => file.split('/')[0]))
    expect(names.filter((room) => !lived.has(room))).toEqual([])
  })

  test('package.json has an alias for each room', async () => {
    const { imports }: { imports: unknown } = JSON.parse(
      await readFile(resolve(src, '../package.json'), 'utf8'),
    )
    const expected = Object.fromEntries(names.map((room) => [`#${room}/*`, `./src/${room}/*`]))
    expect(imports).toMatchObject(expected)
  })

  test('no circle: going from row to row one never comes back', () => {
    const reach = (room: string, path: readonly string[]): void => {
      expect(path, 'a circle of rooms').not.toContain(room)
      for (const next of importsOf(room)) reach(next, [...path, room])
    }
    for (const room of names) reach(room, [])
  })
})

describe('what the sources really import', () => {
  test('goes only where the row of the room allows', async () => {
    const wrong: string[] = []
    for (const file of await sources()) {
      for (const path of importsIn(await readFile(join(src, file), 'utf8'))) {
        const why = objection(file, path)
        if (why !== null) wrong.push(`${file}: "${path}" ${why}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('is read in every form an import has', () => {
    const text = `import type { A } from '#a/a.ts'\nimport {\n  b,\n} from "./b.ts"\nimport './c.css'\nexport { d } from '../d.ts'
      const e = await import('#e/e.ts')\nnew Worker(new URL('./f.ts', import.meta.url), { type: 'module' })`
    expect(importsIn(text).toSorted()).toEqual([
      '#a/a.ts',
      '#e/e.ts',
      '../d.ts',
      './b.ts',
      './c.css',
      './f.ts',
    ])
  })

  test('is objected to when it goes elsewhere', () => {
    expect(objection('engine/a.ts', '#twilio/client.ts')).toBeNull()
    expect(objection('engine/a.ts', 'zod/mini')).toBeNull()
    expect(objection('engine/a.ts', './rows.ts')).toBeNull()
    expect(objection('pages/flows/a.ts', '#pages/shared/b.ts')).toBeNull()
    expect(objection('server/a.ts', 'node:http')).toBeNull()
    expect(objection('engine/a.ts', '#ui/button.tsx')).toContain('not in the row')
    expect(objection('engine/a.ts', '#engine/rows.ts')).toContain('very folder')
    expect(objection('pages/flows/a.ts', '../shared/b.ts')).toContain('../')
    expect(objection('engine/a.ts', './../ui/button.tsx')).toContain('../')
    expect(objection('engine/a.ts', 'node:fs')).toContain('Node’s')
  })
})

describe('lint', () => {
  test.each(names)('closes to %s what its row does not name', (room) => {
    const override = lint.overrides?.find(({ files }) => files.includes(`${room}/**/*.ts`))
    expect(override?.files).toContain(`${room}/**/*.tsx`)
    const closed = names.filter((name) => name !== room && !importsOf(room).includes(name))
    expect(override?.rules?.['no-restricted-imports']).toMatchObject([
      'error',
      {
        patterns: [
          { group: closed.map((name) => `#${name}/**`) },
          { group: ['../**'] },
          { group: [`#${room}/*`] },
        ],
      },
    ])
  })

  test('refuses a forbidden import when it is run', async () => {
    const house = await mkdtemp(join(tmpdir(), 'flowdesk-rooms-'))
    try {
      await mkdir(join(house, 'src/engine'), { recursive: true })
      await symlink(resolve(src, '../node_modules'), join(house, 'node_modules'), 'junction')
      for (const file of ['oxlint.config.ts', 'rooms.ts']) await cp(join(src, file), join(house, 'src', file))
      await writeFile(join(house, 'package.json'), '{ "type": "module" }')
      const lines = ['#twilio/a.ts', '#ui/b.ts', '#pages/deep/c.ts', '../ui/d.ts', '#engine/e.ts'].map(
        (path) => `import '${path}'\n`,
      )
      await writeFile(join(house, 'src/engine/rows.ts'), lines.join(''))
      const said = await oxlint(house)
      expect(
        said
          .filter(({ rule }) => rule.includes('no-restricted-imports'))
          .map(({ line }) => line)
          .toSorted((a, b) => a - b),
      ).toEqual([2, 3, 4, 5])
    } finally {
      await rm(house, { recursive: true })
    }
  })
})

/** Runs oxlint as `npm run lint` does, but in another house; what it says, rule and line. */
function oxlint(house: string): Promise<{ rule: string; line: number }[]> {
  const command = resolve(src, '../node_modules/oxlint/bin/oxlint')
  return new Promise((settle, refuse) => {
    execFile(
      process.execPath,
      [command, '-c', 'src/oxlint.config.ts', '--format', 'json', 'src'],
      { cwd: house },
      (_, output, errors) => {
        try {
          const { diagnostics } = JSON.parse(output)
          settle(
            diagnostics.map((one: { code: string; labels: { span: { line: number } }[] }) => ({
              rule: one.code,
              line: one.labels[0]?.span.line ?? 0,
            })),
          )
        } catch {
          refuse(new Error(`oxlint gave no report: ${output}${errors}`))
        }
      },
    )
  })
}
