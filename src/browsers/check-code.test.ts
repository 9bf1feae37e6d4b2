import { join, resolve } from 'node:path'

import { expect, test } from 'vitest'

import { checkCode } from './check-code.ts'

const src = resolve(import.meta.dirname, '..')

/** The findings in lines of code, by line. */
function findUsages(lines: readonly string[], scope: 'page' | 'worker' = 'page'): Map<string, string[]> {
  const text = `export async function all() {\n${lines.map((line) => `{ ${line} }`).join('\n')}\n}\n`
  const findings = checkCode({
    src,
    roots: ['snippet.tsx'],
    scope,
    sources: { [join(src, 'snippet.tsx')]: text },
  })
  return new Map(
    lines.map((line, index) => [
      line,
      findings.filter((each) => each.line === index + 2).map(({ usage }) => usage),
    ]),
  )
}

test('reports features that a supported browser lacks', () => {
  const bad = {
    'for await (const chunk of new Response().body!) void chunk': 'for await over ReadableStream',
    'const { body } = new Response(); if (body) for await (const chunk of body) void chunk':
      'for await over ReadableStream',
    "document.createElement('link').rel = 'prefetch'": '<link rel="prefetch">',
    'void (<link rel="prefetch" />)': '<link rel="prefetch">',
    '[1].values().map((each) => each)': 'Iterator.map',
    'for (const [at] of new Map([[1, 2]]).entries().filter(Boolean)) void at': 'Iterator.filter',
    'void Promise.try(() => 1)': 'Promise.try',
    "RegExp.escape('a')": 'RegExp.escape',
    'new Uint8Array().toBase64()': 'Uint8Array.toBase64',
    'requestIdleCallback(() => {})': 'requestIdleCallback',
    'window.requestIdleCallback(() => {})': 'requestIdleCallback',
    'const { requestIdleCallback: idle } = window; idle(() => {})': 'requestIdleCallback',
    'const { scheduler } = window; void scheduler': 'scheduler',
    'const some: Document | HTMLElement = document.body; some.moveBefore(some, null)':
      'HTMLElement.moveBefore',
    "new CompressionStream('brotli')": "CompressionStream('brotli')",
    "addEventListener('scrollend', () => {})": 'event scrollend',
    "document.body.addEventListener('scrollend', () => {})": 'event scrollend',
    'void (<div onScrollEnd={() => {}} />)': 'event scrollend',
    "document.body.style.fieldSizing = 'content'": 'field-sizing',
    "void (<div style={{ fieldSizing: 'content' }} />)": 'field-sizing',
    'void /(?i:a)b/': '/(?i:a)b/',
  }
  const usages = findUsages(Object.keys(bad))
  const missed = Object.entries(bad).filter(([line, usage]) => !usages.get(line)?.includes(usage))
  expect(missed).toEqual([])
})

test('does not report supported features, nor features that the code checks for first', () => {
  const good = [
    'new Set([1]).union(new Set([2]))',
    'void Array.fromAsync([1])',
    'Map.groupBy([1], (each) => each)',
    'Promise.withResolvers()',
    "URL.parse('https://example.com')",
    'AbortSignal.any([])',
    "void navigator.locks.request('a', () => {})",
    "new CompressionStream('deflate-raw')",
    "new Intl.DateTimeFormat('en', { dateStyle: 'short' }).formatRange(1, 2)",
    '[1].map((each) => each).toSorted()',
    'for (const [at] of new Map([[1, 2]]).entries()) void at',
    'const pair: [number, string] = [1, ""]; for (const each of pair) void each',
    "document.createElement('link').rel = 'modulepreload'",
    'void (<input type="search" onPointerDown={() => {}} />)',
    'void /(?<!a)[\\p{L}--[a-z]]/gv',
    'const read: Iterator<number> = [1].values(); void read',
    "if ('requestIdleCallback' in window) window.requestIdleCallback(() => {})",
    'window.requestIdleCallback?.(() => {})',
    "if (typeof requestIdleCallback === 'function') requestIdleCallback(() => {})",
    'const map = new Map<string, number>(); map.get("x"); map.values()',
  ]
  expect(findUsages(good)).toEqual(new Map(good.map((line) => [line, []])))
})

test('in a worker, reports features that workers lack', () => {
  const lines = [
    "void navigator.locks.request('a', () => {})",
    'for await (const chunk of new Response().body!) void chunk',
    "new Worker('a')",
  ]
  const usages = [...findUsages(lines, 'worker').values()]
  expect(usages).toEqual([[], ['for await over ReadableStream'], []])
})
