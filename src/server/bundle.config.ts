import { defineConfig } from 'vite'

/**
 * `npm run bundle`: the server as one file that needs only Node, and the built app beside it, in a folder that can be
 * copied anywhere. Run `node server.mjs` in it.
 */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'src/server/start.ts',
    outDir: 'bundle',
    license: { fileName: 'third-party-licenses.md' },
    target: 'node22',
    // One file, with the emulator too, although it is imported dynamically.
    rolldownOptions: { output: { entryFileNames: 'server.mjs', codeSplitting: false } },
  },
  ssr: { noExternal: true },
})
