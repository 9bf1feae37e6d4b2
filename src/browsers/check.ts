import { resolve } from 'node:path'

import tailwindcss from '@tailwindcss/vite'
import { build } from 'vite'

import { checkCode } from './check-code.ts'
import { checkCss } from './check-css.ts'
import { withoutAcceptedGaps } from './accepted-gaps.ts'
import { buildTarget } from './supported-browsers.ts'

// `npm run compat`: checks that code for browsers uses only features of the supported ones. Ignores everything that the page
// and its workers do not import, such as tests and the server.

const src = resolve(import.meta.dirname, '..')

const found = [
  ...checkCode({ src, roots: ['app/main.tsx'], scope: 'page' }),
  ...checkCode({ src, roots: ['engine/worker.ts', 'json/worker/worker.ts'], scope: 'worker' }),
  ...checkCss(await buildCss(), 'style sheet, as built from ui/theme.css'),
]
const { findings, unused } = withoutAcceptedGaps(found)
for (const { file, line, usage, unsupportedIn } of findings) {
  console.error(`${file}:${line}  ${usage} is missing in ${unsupportedIn.join(', ')}`)
}
for (const { usage, reason } of unused) {
  console.error(`browsers/accepted-gaps.ts: ${String(usage)} matches nothing any more, remove it (${reason})`)
}
if (findings.length + unused.length > 0) process.exitCode = 1

/** Builds the style sheet with the Tailwind classes in use. */
async function buildCss(): Promise<string> {
  const result = await build({
    configFile: false,
    root: resolve(src, '..'),
    logLevel: 'error',
    plugins: [tailwindcss()],
    build: {
      write: false,
      minify: false,
      target: buildTarget,
      rolldownOptions: { input: 'src/ui/theme.css' },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  const sheets = outputs.flatMap((each) => ('output' in each ? each.output : []))
  return sheets
    .flatMap((each) => (each.type === 'asset' && each.fileName.endsWith('.css') ? String(each.source) : []))
    .join('\n')
}
