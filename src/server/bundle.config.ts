import { defineConfig } from 'vite'

/**
 * `npm run bundle`: the server as one file that needs Node and nothing else, and the built dashboard beside it, in a
 * folder that can be copied anywhere. Run `node server.mjs` in it.
 */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'src/server/start.ts',
    outDir: 'bundle',
    target: 'node22',
    // One file: the emulator, which loads when it is used, too.
    rolldownOptions: { output: { entryFileNames: 'server.mjs', codeSplitting: false } },
  },
  ssr: { noExternal: true },
})
