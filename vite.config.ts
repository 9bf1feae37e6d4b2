import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { flowdeskApi } from './src/server/vite-mount.ts'

export default defineConfig({
  plugins: [react(), tailwindcss(), flowdeskApi()],
  // Nothing is inlined: the page's policy (src/server/guard/page-headers.ts) takes fonts from its own origin, not from `data:`.
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    // What every screen starts with is one file: in a dozen small ones it compresses worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
  },
  worker: { format: 'es' },
})
