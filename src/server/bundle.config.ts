import { readFileSync } from 'node:fs'

import { defineConfig, type Plugin } from 'vite'

/** Flowdesk's own licence: it must be in every copy. */
const ownLicense: Plugin = {
  name: 'own-license',
  generateBundle() {
    const source = readFileSync(`${import.meta.dirname}/../../LICENSE`, 'utf8')
    this.emitFile({ type: 'asset', fileName: 'LICENSE', source })
  },
}

/**
 * `npm run bundle`: the server as one file that needs only Node, and the built app beside it, in a folder that can be
 * copied anywhere. Run `node server.mjs` in it. With `--mode mcp`, the file for AI tools.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  plugins: [ownLicense],
  build: {
    ssr: mode === 'mcp' ? 'src/server/mcp.ts' : 'src/server/start.ts',
    outDir: 'bundle',
    emptyOutDir: mode !== 'mcp',
    license: { fileName: mode === 'mcp' ? 'third-party-licenses-mcp.md' : 'third-party-licenses.md' },
    target: 'node22',
    // An SSR build emits no assets otherwise.
    ssrEmitAssets: true,
    // One file, with the emulator too, although it is imported dynamically.
    rolldownOptions: {
      output: { entryFileNames: mode === 'mcp' ? 'mcp.mjs' : 'server.mjs', codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
}))
