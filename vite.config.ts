import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { flowdeskApi } from './src/server/vite-mount.ts'

export default defineConfig({
  plugins: [react(), tailwindcss(), flowdeskApi()],
  build: { outDir: 'dist', target: 'es2023' },
  worker: { format: 'es' },
})
