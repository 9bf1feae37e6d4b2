import { api, getFeature, css, html, javascript, childFeatures, type Feature } from './compat-data.ts'

/** A declaration of a language or browser feature in TypeScript's libraries. */
export type LibraryDeclaration = {
  /** Outermost first: `['Intl', 'DateTimeFormat']`; empty for a global. */
  owners: readonly string[]
  name: string
}

/** TypeScript's interfaces that have other names in the data. */
const mdnInterfaceNames: Readonly<Record<string, string>> = {
  IteratorObject: 'Iterator',
  AsyncIteratorObject: 'AsyncIterator',
  CallableFunction: 'Function',
  NewableFunction: 'Function',
  ReadonlyArray: 'Array',
  ReadonlyMap: 'Map',
  ReadonlySet: 'Set',
}

/** Tags that differ from the name of their interface. */
const irregularTags: Readonly<Record<string, string>> = {
  anchor: 'a',
  image: 'img',
  paragraph: 'p',
  tablerow: 'tr',
}

const globals = ['Window', 'WorkerGlobalScope', 'DedicatedWorkerGlobalScope']

/** `Promise.try` */
export function qualifiedName({ owners, name }: LibraryDeclaration): string {
  return [...owners.filter((owner) => owner !== 'global').map(toMdnInterface), name].join('.')
}

function toMdnInterface(owner: string): string {
  const name = owner.replace(/Constructor$/, '')
  return mdnInterfaceNames[name] ?? name
}

export function memberFeature(owner: string, name: string): Feature | undefined {
  const mdnName = toMdnInterface(owner)
  if (mdnName.startsWith('CSSStyle'))
    return getFeature(css.properties, toKebabCase(name)) ?? getFeature(api, mdnName, name)
  return (
    getFeature(javascript.builtins, mdnName, name) ??
    getFeature(javascript.builtins, 'Intl', mdnName, name) ??
    (/^(Ui|I|BigI|BigUi)nt\d+(Clamped)?Array$|^Float\d+Array$/.test(mdnName)
      ? getFeature(javascript.builtins, 'TypedArray', name)
      : undefined) ??
    getFeature(api, mdnName, name) ??
    getFeature(api, mdnName, `${name}_static`)
  )
}

/** @param receivers interfaces of the object whose member is used, for members declared in a mixin */
export function declarationFeature(
  { owners, name }: LibraryDeclaration,
  receivers: readonly string[],
): Feature | undefined {
  const owner = owners.at(-1)
  if (owner === undefined || globals.includes(owner)) return globalFeature(name)
  if (owner === 'Intl') return getFeature(javascript.builtins, 'Intl', name)
  return firstDefined([owner, ...receivers], (each) => memberFeature(each, name))
}

function globalFeature(name: string): Feature | undefined {
  return (
    getFeature(javascript.builtins, name) ??
    getFeature(api, name) ??
    firstDefined(globals, (each) => getFeature(api, each, name))
  )
}

/** The data of a function's argument: an option by name, or a string by value. */
export function argumentFeature(
  feature: Feature,
  query: { option?: string; text?: string },
): Feature | undefined {
  const { option, text } = query
  for (const [key, inner] of childFeatures(feature)) {
    if (option !== undefined && new RegExp(`(^|_)${option}_parameter$`).test(key)) return inner
    if (text !== undefined && key === text) return inner
    const deeper = key.endsWith('_parameter') ? argumentFeature(inner, query) : undefined
    if (deeper) return deeper
  }
  return undefined
}

/** A feature, and its name in `accepted-gaps.ts`. */
type NamedFeature = { usage: string; feature: Feature | undefined }

/** The features of an attribute and its value: `link`, `rel`, `prefetch`. */
export function attributeFeatures(tag: string, name: string, value: string | null): NamedFeature[] {
  const attribute = name.toLowerCase()
  const feature = getFeature(html.elements, tag, attribute) ?? getFeature(html.global_attributes, attribute)
  const named = { usage: `<${tag} ${attribute}>`, feature }
  if (value === null) return [named]
  const valueFeature = getFeature(feature, value) ?? getFeature(html.elements, tag, `${attribute}_${value}`)
  return [named, { usage: `<${tag} ${attribute}="${value}">`, feature: valueFeature }]
}

/** The tag of an interface: `HTMLLinkElement` is `link`. */
export function interfaceTag(owner: string): string | null {
  const [, name] = /^HTML(\w+)Element$/.exec(owner) ?? []
  if (name === undefined) return null
  return irregularTags[name.toLowerCase()] ?? name.toLowerCase()
}

export function eventFeature(receivers: readonly string[], name: string): Feature | undefined {
  return firstDefined(receivers, (each) => getFeature(api, each, `${name}_event`))
}

/** The features of a CSS property and its value. @param name as in scripts: `fieldSizing` */
export function styleFeatures(name: string, value: string | null): NamedFeature[] {
  const property = toKebabCase(name)
  const feature = getFeature(css.properties, property)
  const named = { usage: property, feature }
  return value === null
    ? [named]
    : [named, { usage: `${property}: ${value}`, feature: getFeature(feature, value) }]
}

/** The syntax features of a regular expression. */
export function regexFeatures(literal: string): (Feature | undefined)[] {
  const end = literal.lastIndexOf('/')
  const [body, flags] = [literal.slice(1, end), literal.slice(end + 1)]
  const propertyByFlag: Readonly<Record<string, string>> = {
    d: 'hasIndices',
    s: 'dotAll',
    v: 'unicodeSets',
    y: 'sticky',
  }
  const syntax = javascript.regular_expressions
  return [
    ...flags.split('').map((flag) => getFeature(javascript.builtins, 'RegExp', propertyByFlag[flag] ?? '')),
    ...(/\(\?[ims]*-?[ims]+:/.test(body) ? [getFeature(syntax, 'modifier')] : []),
    ...(/\(\?<[=!]/.test(body) ? [getFeature(syntax, 'lookbehind_assertion')] : []),
    ...(/\\p\{/.test(body) ? [getFeature(syntax, 'unicode_character_class_escape')] : []),
  ]
}

function toKebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^(webkit|moz)-/, '-$1-')
}

function firstDefined<T>(list: readonly string[], find: (each: string) => T | undefined): T | undefined {
  for (const each of list) {
    const found = find(each)
    if (found !== undefined) return found
  }
  return undefined
}
