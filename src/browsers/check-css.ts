import postcss, { type AtRule, type Container, type Declaration, type Document } from 'postcss'

import { getFeature, css, findUnsupported, childFeatures, type Feature } from './compat-data.ts'
import type { Finding } from './finding.ts'

/** Reports features in a built style sheet that a supported browser lacks. Ignores the content of `@supports`. */
export function checkCss(text: string, file: string): Finding[] {
  const findings: Finding[] = []
  postcss.parse(text).walk((node) => {
    if (isInsideSupports(node.parent)) return
    const uses =
      node.type === 'decl'
        ? declarationUses(node)
        : node.type === 'rule'
          ? selectorUses(node.selector)
          : node.type === 'atrule'
            ? atRuleUses(node)
            : []
    for (const { usage, feature } of uses) {
      const missing = findUnsupported(feature)
      if (missing.length > 0)
        findings.push({ file, line: node.source?.start?.line ?? 0, usage, unsupportedIn: missing })
    }
  })
  return findings
}

type Use = { usage: string; feature: Feature | undefined }

function declarationUses({ prop, value, parent }: Declaration): Use[] {
  const valueText = value.replaceAll(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '')
  const uses = [...valueText.matchAll(/(?<![\w.#-])(?<word>[a-z][a-z-]*)(?<opens>\()?/g)].map(
    ({ groups }) => {
      const word = groups?.['word'] ?? ''
      const opens = groups?.['opens'] ?? ''
      const propertyFeature = getFeature(css.properties, prop, word)
      return {
        usage: `${prop}: ${word}${opens && '()'}`,
        feature: propertyFeature ?? (opens ? cssFunctions.get(word) : undefined),
      }
    },
  )
  const others = parent?.nodes.filter((node) => node.type === 'decl') ?? []
  const isPrefixedToo = others.some((other) => other.prop === `-webkit-${prop}`)
  if (prop.startsWith('-') || isPrefixedToo) return []
  // A browser without this value uses the other declaration.
  const hasOther = others.some((other) => other.prop === prop && other.value !== value)
  return [{ usage: prop, feature: getFeature(css.properties, prop) }, ...(hasOther ? [] : uses)]
}

function selectorUses(selector: string): Use[] {
  return [...selector.replaceAll(/\\./g, '').matchAll(/::?(?<name>[a-z][a-z-]*)/g)].map(
    ({ 0: usage, groups }) => ({
      usage,
      feature: getFeature(css.selectors, groups?.['name'] ?? ''),
    }),
  )
}

function atRuleUses({ name, params }: AtRule): Use[] {
  const rule = getFeature(css['at-rules'], name)
  const parts = [...params.matchAll(/\(\s*(?<part>[a-z][a-z-]*)/g)].map(
    ({ groups }) => groups?.['part'] ?? '',
  )
  return [
    { usage: `@${name}`, feature: rule },
    ...parts.map((part) => ({ usage: `@${name} (${part})`, feature: getFeature(rule, part) })),
  ]
}

function isInsideSupports(node: Container | Document | undefined): boolean {
  if (node === undefined) return false
  return (
    (node.type === 'atrule' && 'name' in node && node.name === 'supports') || isInsideSupports(node.parent)
  )
}

/** Functions that many properties accept, such as `color-mix`, from all levels of the data's types. */
const cssFunctions = new Map(allFeatures(css.types))

function allFeatures(feature: Feature | undefined): [string, Feature][] {
  // In a Map the last entry of a name counts: the one at the highest level.
  return childFeatures(feature).flatMap(([name, inner]): [string, Feature][] => [
    ...allFeatures(inner),
    [name, inner],
  ])
}
