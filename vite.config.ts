import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

import { flowdeskApi } from './src/server/vite-mount.ts'

/**
 * What every screen starts with is one file: in a dozen small ones it compresses worse. So is what comes together later:
 * each file costs its name in the first one.
 */
const files = [
  { name: 'start', tags: ['$initial' as const], priority: 2 },
  { name: 'door', test: /src\/pages\/door\// },
  { name: 'search', test: /src\/(search|pages\/engagements\/search)\// },
  { name: 'nowhere', test: /not-found-page|unknown-flow|bad-sid|flow-redirect|list-blank/ },
  { name: 'outside', test: /src\/app\/follow|weather-strips|mask-strip/ },
  { name: 'mask', test: /src\/(display\/mask|queries\/audit|pages\/shell\/(mask-button|use-lift))/ },
]

/** Names in the page what is loaded when it is used, for `src/app/fetch-ahead.ts`. Data, not a script: the page's policy lets it stand. */
const later: Plugin = {
  name: 'later',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const isLater = (name: string) => name.endsWith('.js') && !isStart(name)
      const isStart = (name: string) => {
        const file = bundle[name]
        return file?.type === 'chunk' && file.isEntry
      }
      const names = Object.keys(bundle).filter(isLater)
      const children = JSON.stringify(names.map((name) => `/${name}`))
      return [{ tag: 'script', attrs: { type: 'application/json', id: 'later' }, children, injectTo: 'body' }]
    },
  },
}

export default defineConfig({
  plugins: [react(), tailwindcss(), flowdeskApi(), later],
  // Nothing is inlined: the page's policy (src/server/guard/security-headers.ts) takes fonts from its own origin, not from `data:`.
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    // Every browser that runs what is built for knows modulepreload.
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: files } } },
  },
  worker: { format: 'es' },
})
