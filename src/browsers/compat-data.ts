import data, {
  type Identifier,
  type SimpleSupportStatement,
  type SupportStatement,
} from '@mdn/browser-compat-data' with { type: 'json' }

import { supportedBrowsers } from './supported-browsers.ts'

export type Feature = Identifier

export const { api, css, html, javascript } = data

/** The entry at a path of names below a feature; undefined if there is none. */
export function getFeature(feature: Feature | undefined, ...names: string[]): Feature | undefined {
  let found = feature
  for (const name of names) {
    if (found === undefined || !Object.hasOwn(found, name)) return undefined
    found = found[name]
  }
  return found
}

export function childFeatures(feature: Feature | undefined): [string, Feature][] {
  return Object.keys(feature ?? {}).flatMap((name) => {
    const inner = name === '__compat' ? undefined : getFeature(feature, name)
    return inner ? [[name, inner]] : []
  })
}

/**
 * The supported browsers that lack a feature: "Safari 18.0 (added in 18.4)". Empty if all have it or there is no data.
 * Support behind a prefix or a flag does not count; partial support does.
 */
export function findUnsupported(feature: Feature | undefined): string[] {
  const support = feature?.['__compat']?.support
  if (!support) return []
  return supportedBrowsers.flatMap(({ mdnId, version }) => {
    const statement = support[mdnId]
    if (statement === undefined) return []
    const unconditional = toStatements(statement).filter(isUnconditional)
    if (unconditional.some((one) => isSupportedIn(one, version))) return []
    const [laterVersion] = unconditional.map(versionAdded).filter(isVersion).toSorted(compareVersions)
    return `${data.browsers[mdnId].name} ${version} (${laterVersion === undefined ? 'not yet' : `added in ${laterVersion}`})`
  })
}

function toStatements(statement: SupportStatement): readonly SimpleSupportStatement[] {
  return Array.isArray(statement) ? statement : [statement]
}

function isUnconditional({ flags, prefix, alternative_name: other }: SimpleSupportStatement): boolean {
  return !flags && !prefix && !other
}

function isSupportedIn(statement: SimpleSupportStatement, version: string): boolean {
  const { version_removed: removed } = statement
  const added = versionAdded(statement)
  const isRemoved = typeof removed === 'string' && compareVersions(removed.replace('≤', ''), version) <= 0
  return isVersion(added) && compareVersions(added, version) <= 0 && !isRemoved
}

function versionAdded({ version_added: added }: SimpleSupportStatement): string {
  return typeof added === 'string' ? added.replace('≤', '') : ''
}

/** False for "preview" and for the empty string. */
function isVersion(version: string): boolean {
  return /^\d/.test(version)
}

function compareVersions(a: string, b: string): number {
  const [major = 0, minor = 0] = a.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = b.split('.').map(Number)
  return major - otherMajor || minor - otherMinor
}
