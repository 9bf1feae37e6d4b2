import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

import { buildTarget } from './src/browsers/supported-browsers.ts'
import { flowdeskApi } from './src/server/vite-plugin.ts'

const fonts = ['inter', 'jetbrains-mono']

/** The licences of the fonts: `build.license` sees packages of JavaScript alone. */
const fontLicenses: Plugin = {
  name: 'font-licenses',
  apply: 'build',
  generateBundle() {
    const texts = fonts.map((font) =>
      readFileSync(`${import.meta.dirname}/node_modules/@fontsource-variable/${font}/LICENSE`, 'utf8'),
    )
    this.emitFile({ type: 'asset', fileName: 'font-licenses.txt', source: texts.join('\n\n') })
  },
}

/** The scripts in `public` are sent without their comments, which are half of them. */
const shortPublicScripts: Plugin = {
  name: 'short-public-scripts',
  apply: 'build',
  writeBundle({ dir = '' }) {
    for (const name of readdirSync(`${import.meta.dirname}/public`)) {
      if (!name.endsWith('.js')) continue
      const script = readFileSync(`${import.meta.dirname}/public/${name}`, 'utf8')
      writeFileSync(`${dir}/${name}`, script.replaceAll(/^\s*\/?\*.*\n|^\s*\/\/.*\n|^ +/gm, ''))
    }
  },
}

export default defineConfig({
  plugins: [react(), tailwindcss(), flowdeskApi(), fontLicenses, shortPublicScripts],
  // A part of TanStack Store brings this hook for React 17; React has had it since 18.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim$/, replacement: 'react' }] },
  // Nothing is inlined: the page's policy (src/server/guard/security-headers.ts) takes fonts from its own origin, not from `data:`.
  build: {
    outDir: 'dist',
    // Names the licences of all packages in the bundle.
    license: { fileName: 'third-party-licenses.md' },
    // The supported browsers, of style sheets too.
    target: buildTarget,
    assetsInlineLimit: 0,
    // Every browser that runs what is built for knows modulepreload.
    modulePreload: {
      polyfill: false,
      // The page has loaded the entry already; Firefox reports an error where it is preloaded again.
      resolveDependencies: (_file, dependencies) =>
        dependencies.filter((file) => !/\/index-[^/]*\.js$/.test(file)),
    },
    rolldownOptions: {
      output: {
        // One file for what every screen starts with: in 27 it is 158.4 kB of gzip instead of 148.8.
        codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
        // What several screens share would be named after one module of many, and that file lists all names.
        chunkFileNames: ({ isDynamicEntry }) =>
          isDynamicEntry ? 'assets/[name]-[hash].js' : 'assets/[hash].js',
      },
    },
  },
  worker: { format: 'es' },
})
