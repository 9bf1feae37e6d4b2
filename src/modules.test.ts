import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'

import { describe, expect, test } from 'vitest'

import lint from './oxlint.config.ts'
import { modules, order } from './modules.ts'

const src = import.meta.dirname
const names = Object.keys(modules)
const configOf: Record<string, { runtime: string; imports: readonly string[] }> = modules
const orderOf: Record<string, readonly string[] | undefined> = order
const importsOf = (module: string): readonly string[] => configOf[module]?.imports ?? []

/** All source files of the modules, except tests, which may import anything. */
async function sourceFiles() {
  const entries = await readdir(src, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => names.includes(file.split('/')[0] ?? ''))
}

/** The paths in `import … from`, `export … from`, `import()`, `import '…'` and `new URL('…', import.meta.url)`. */
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
function importError(file: string, path: string): string | null {
  const [module = ''] = file.split('/')
  if (path.split('/').includes('..')) return 'uses ../'
  if (path.startsWith('node:'))
    return configOf[module]?.runtime === 'node'
      ? null
      : `is a Node module, and ${module} does not run on Node`
  if (path.startsWith('./')) {
    const target = join(dirname(file), path)
    return orderError(module, unitOf(file.slice(module.length + 1)), unitOf(target.slice(module.length + 1)))
  }
  const [target, ...rest] = path.startsWith('#') ? path.slice(1).split('/') : []
  if (target === undefined) return null
  if (target !== module)
    return importsOf(module).includes(target) ? null : `is not in the imports of ${module}`
  const inModule = rest.join('/')
  // Files in the same folder are imported with `./`, all others of the module with the alias.
  if (dirname(`${module}/${inModule}`) === dirname(file)) return 'is in the same folder: use ./'
  return orderError(module, unitOf(file.slice(module.length + 1)), unitOf(inModule))
}

/** The top-level folder of a file in its module, or the name of a top-level file without extension. */
function unitOf(path: string): string {
  const [first = '', ...rest] = path.split('/')
  return rest.length > 0 ? first : first.replace(/\.tsx?$/, '')
}

function orderError(module: string, from: string, to: string): string | null {
  const units = orderOf[module]
  if (units === undefined || from === to) return null
  for (const unit of [from, to])
    if (!units.includes(unit)) return `uses ${unit}, which is missing in the order of ${module}`
  return units.indexOf(to) < units.indexOf(from) ? null : `comes later in the order of ${module}`
}

describe('modules.ts', () => {
  test('lists exactly the folders of src, and none is empty', async () => {
    const entries = await readdir(src, { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    expect(folders.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    const nonEmpty = new Set((await sourceFiles()).map((file) => file.split('/')[0]))
    expect(names.filter((module) => !nonEmpty.has(module))).toEqual([])
  })

  test('matches the map, which names every module and every folder in it', async () => {
    const map = await readFile(join(src, 'README.md'), 'utf8')
    expect([...map.matchAll(/^\| `([a-z-]+)` /gm)].map(([, name]) => name)).toEqual(
      expect.arrayContaining(names),
    )
    const lines = new Map([...map.matchAll(/^([a-z-]+)\/ +(.*)$/gm)].map(([, name, line]) => [name, line]))
    const folders = new Set((await sourceFiles()).map((file) => file.split('/').slice(0, -1)))
    const missing = [...folders]
      .filter(
        ([module = '', folder]) =>
          folder &&
          !lines
            .get(module)
            ?.split(/[^a-z-]+/)
            .includes(folder),
      )
      .map((parts) => parts.slice(0, 2).join('/'))
    expect([...new Set(missing)]).toEqual([])
  })

  test('matches the map, which names only files that exist', async () => {
    const map = await readFile(join(src, 'README.md'), 'utf8')
    const files = await readdir(src, { recursive: true })
    const paths = files.map((file) => `/${file.split(sep).join('/')}`)
    // Names that begin with `./` or `#` are examples.
    const named = [...map.matchAll(/`([\w-][\w./-]*\.tsx?)`/g)].map(([, name]) => name)
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((name) => !paths.some((path) => path.endsWith(`/${name}`)))).toEqual([])
  })

  test('puts everything in the large modules in order, and nothing else', async () => {
    const files = await sourceFiles()
    const existing = files.map((file) => `${file.split('/')[0]}: ${unitOf(file.replace(/^[^/]+\//, ''))}`)
    const expected = existing.filter((unit) => (unit.split(':')[0] ?? '') in order)
    const ordered = Object.entries(order).flatMap(([module, units]) =>
      units.map((unit) => `${module}: ${unit}`),
    )
    expect(ordered.toSorted()).toEqual([...new Set(expected)].toSorted())
  })

  test('matches the aliases in package.json', async () => {
    const { imports }: { imports: unknown } = JSON.parse(
      await readFile(resolve(src, '../package.json'), 'utf8'),
    )
    const expected = Object.fromEntries(names.map((module) => [`#${module}/*`, `./src/${module}/*`]))
    expect(imports).toMatchObject(expected)
  })

  test('has no import cycles', () => {
    const followImports = (module: string, path: readonly string[]): void => {
      expect(path, 'import cycle').not.toContain(module)
      for (const next of importsOf(module)) followImports(next, [...path, module])
    }
    for (const module of names) followImports(module, [])
  })
})

describe('the imports of the sources', () => {
  test('follow modules.ts', async () => {
    const errors: string[] = []
    let imports = 0
    for (const file of await sourceFiles()) {
      for (const path of importsIn(await readFile(join(src, file), 'utf8'))) {
        const error = importError(file, path)
        if (error !== null) errors.push(`${file}: "${path}" ${error}`)
        imports++
      }
    }
    expect(errors).toEqual([])
    expect(imports).toBeGreaterThan(1000)
  })

  test('use every module that modules.ts allows', async () => {
    const unused = new Set(
      names.flatMap((module) => importsOf(module).map((target) => `${module}: ${target}`)),
    )
    for (const file of await sourceFiles())
      for (const path of importsIn(await readFile(join(src, file), 'utf8')))
        unused.delete(`${file.split('/')[0]}: ${path.slice(1).split('/')[0]}`)
    expect([...unused]).toEqual([])
  })

  test('keep the search parser out of the engine, which gets parsed queries', async () => {
    const files = (await sourceFiles()).filter((file) => file.startsWith('engine/'))
    const imports = await Promise.all(
      files.map(async (file) => importsIn(await readFile(join(src, file), 'utf8'))),
    )
    // The order of `search` keeps `query` from importing the parser.
    expect(imports.flat().filter((path) => /^#search\/(?!query\/)/.test(path))).toEqual([])
  })

  test('are found in every form of import', () => {
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

  test('are rejected when modules.ts does not allow them', () => {
    expect(importError('engine/load/a.ts', '#twilio/client.ts')).toBeNull()
    expect(importError('engine/load/a.ts', 'zod/mini')).toBeNull()
    expect(importError('engine/load/a.ts', './rows.ts')).toBeNull()
    expect(importError('pages/flows/a.ts', '#pages/shared/b.ts')).toBeNull()
    expect(importError('server/a.ts', 'node:http')).toBeNull()
    expect(importError('engine/load/a.ts', '#ui/button.tsx')).toContain('not in the imports')
    expect(importError('engine/load/a.ts', '#engine/load/rows.ts')).toContain('same folder')
    expect(importError('engine/load/a.ts', '#engine/store/b.ts')).toBeNull()
    expect(importError('engine/store/a.ts', '#engine/load/b.ts')).toContain('comes later')
    expect(importError('engine/engine.ts', './load/b.ts')).toBeNull()
    expect(importError('engine/store/a.ts', '#engine/elsewhere/b.ts')).toContain('missing in the order')
    expect(importError('pages/flows/a.ts', '../shared/b.ts')).toContain('../')
    expect(importError('engine/load/a.ts', './../ui/button.tsx')).toContain('../')
    expect(importError('engine/load/a.ts', 'node:fs')).toContain('Node module')
  })
})

describe('lint', () => {
  test.each(names)('forbids %s all modules that are not in its imports', (module) => {
    const override = lint.overrides?.find(({ files }) => files.includes(`${module}/**/*.ts`))
    expect(override?.files).toContain(`${module}/**/*.tsx`)
    const forbidden = names.filter((name) => name !== module && !importsOf(module).includes(name))
    expect(override?.rules?.['no-restricted-imports']).toMatchObject([
      'error',
      {
        patterns: [{ group: forbidden.map((name) => `#${name}/**`) }, { group: ['../**'] }],
      },
    ])
  })

  test('reports forbidden imports when it runs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'flowdesk-modules-'))
    try {
      await mkdir(join(folder, 'src/engine/store'), { recursive: true })
      await symlink(resolve(src, '../node_modules'), join(folder, 'node_modules'), 'junction')
      for (const file of ['oxlint.config.ts', 'modules.ts'])
        await cp(join(src, file), join(folder, 'src', file))
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
      const lines = ['#twilio/a.ts', '#ui/b.ts', '#pages/deep/c.ts', '../ui/d.ts', '#engine/load/e.ts'].map(
        (path) => `import '${path}'\n`,
      )
      await writeFile(join(folder, 'src/engine/store/rows.ts'), lines.join(''))
      const diagnostics = await oxlint(folder)
      expect(
        diagnostics
          .filter(({ rule }) => rule.includes('no-restricted-imports'))
          .map(({ line }) => line)
          .toSorted((a, b) => a - b),
      ).toEqual([2, 3, 4, 5])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

/** Runs oxlint with the repository's config in another folder. @returns rule and line of each diagnostic */
function oxlint(folder: string): Promise<{ rule: string; line: number }[]> {
  const command = resolve(src, '../node_modules/oxlint/bin/oxlint')
  return new Promise((fulfil, reject) => {
    execFile(
      process.execPath,
      [command, '-c', 'src/oxlint.config.ts', '--format', 'json', 'src'],
      { cwd: folder },
      (_, output, errors) => {
        try {
          const { diagnostics } = JSON.parse(output)
          fulfil(
            diagnostics.map((diagnostic: { code: string; labels: { span: { line: number } }[] }) => ({
              rule: diagnostic.code,
              line: diagnostic.labels[0]?.span.line ?? 0,
            })),
          )
        } catch {
          reject(new Error(`oxlint gave no report: ${output}${errors}`))
        }
      },
    )
  })
}
