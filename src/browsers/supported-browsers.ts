import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The names in `browserslist` of package.json, with their names in MDN's compatibility data and in Vite. */
const browserIds = {
  chrome: { mdnId: 'chrome', viteId: 'chrome' },
  edge: { mdnId: 'edge', viteId: 'edge' },
  firefox: { mdnId: 'firefox', viteId: 'firefox' },
  safari: { mdnId: 'safari', viteId: 'safari' },
  ios_saf: { mdnId: 'safari_ios', viteId: 'ios' },
} as const

export type SupportedBrowser = {
  mdnId: (typeof browserIds)[keyof typeof browserIds]['mdnId']
  viteId: string
  /** The oldest version. */
  version: string
}

/** The oldest supported browsers, from `browserslist` in package.json. */
export const supportedBrowsers: readonly SupportedBrowser[] = readBrowserslist().map((entry) => {
  const [, name, version] = /^(\w+) >= (\d+(?:\.\d+)?)$/.exec(String(entry)) ?? []
  if (!isBrowserName(name) || version === undefined) {
    const allowedNames = Object.keys(browserIds).join(', ')
    throw new Error(
      `package.json, browserslist: "${String(entry)}" is not "name >= version" with one of ${allowedNames}`,
    )
  }
  return { ...browserIds[name], version }
})

/** For Vite's `build.target`: `chrome130` and so on. */
export const buildTarget = supportedBrowsers.map(({ viteId, version }) => `${viteId}${version}`)

function isBrowserName(name: string | undefined): name is keyof typeof browserIds {
  return name !== undefined && Object.hasOwn(browserIds, name)
}

function readBrowserslist(): readonly unknown[] {
  const { browserslist }: { browserslist: unknown } = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
  )
  if (!Array.isArray(browserslist)) throw new Error('package.json has no list "browserslist"')
  return browserslist
}
