import { at } from '#json/at.ts'
import { childrenOf, kindOf, type JsonDocument, type JsonKind } from '#json/document.ts'

/** How much of a value is looked at for its row, in UTF-16 units: 5 MB in one string must not cost a frame. */
const mostShown = 500
const mostInTitle = 4000
const mostInPreview = 120

/** What a row says of its node. Texts are decoded, and cut (with `…`) where they are too long for any row. */
export type RowFacts = {
  kind: JsonKind
  /** The key of a member (the empty one as `""`), the position of an item, `$` for the root. */
  key: string
  isPosition: boolean
  /** A scalar as it is shown, a string without its quotes; empty for containers. */
  value: string
  /** How many members or items. */
  count: number
  /** The accessible name: "key: value" or "key, 3 items". */
  label: string
  /** Set where the label cannot tell a string from what it looks like: "1" from 1. */
  description: string | undefined
}

export function rowFacts(doc: JsonDocument, node: number): RowFacts {
  const kind = kindOf(doc, node)
  const key = shownKey(doc, node, mostShown)
  const count = at(doc.counts, node)
  const holds = kind === 'object' || kind === 'array'
  const value = holds ? '' : shownValue(doc, node, mostShown)
  return {
    kind,
    key,
    isPosition: at(doc.keyEnds, node) === 0,
    value,
    count,
    label: holds ? `${key}, ${countOf(count, 'item')}` : `${key}: ${value}`,
    description: kind === 'string' && looksLikeAnother.test(value) ? 'text' : undefined,
  }
}

/** The beginning of a string, decoded; with `…` where it goes on. @param most UTF-16 units as sent */
export function startOf(doc: JsonDocument, node: number, most: number): string {
  return excerpt(doc.text, at(doc.starts, node) + 1, at(doc.ends, node) - 1, most)
}

/** The whole value for a tooltip, where its row may cut it. */
export function titleOf(doc: JsonDocument, node: number): string {
  return shownValue(doc, node, mostInTitle)
}

/** The first members or items, on one line, for a container that is folded. */
export function previewOf(doc: JsonDocument, node: number): string {
  let preview = ''
  for (const child of childrenOf(doc, node)) {
    if (preview !== '') preview += ', '
    if (preview.length > mostInPreview) return `${preview}…`
    if (kindOf(doc, node) === 'object') preview += `${shownKey(doc, child, 40)}: `
    const kind = kindOf(doc, child)
    if (kind === 'object') preview += at(doc.counts, child) === 0 ? '{}' : '{…}'
    else if (kind === 'array') preview += at(doc.counts, child) === 0 ? '[]' : '[…]'
    else if (kind === 'string') preview += `"${shownValue(doc, child, 40)}"`
    else preview += shownValue(doc, child, 40)
  }
  return preview
}

/** "5 keys", "1 item" */
export function sizeOf({ kind, count }: RowFacts): string {
  return countOf(count, kind === 'object' ? 'key' : 'item')
}

const looksLikeAnother = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|)$/i

function shownKey(doc: JsonDocument, node: number, most: number): string {
  const start = at(doc.keyStarts, node)
  if (start > 0) return excerpt(doc.text, start + 1, at(doc.keyEnds, node) - 1, most) || '""'
  return node === 0 ? '$' : String(at(doc.positions, node))
}

function shownValue(doc: JsonDocument, node: number, most: number): string {
  const start = at(doc.starts, node)
  const end = at(doc.ends, node)
  if (kindOf(doc, node) === 'string') return startOf(doc, node, most)
  return end - start > most ? `${doc.text.slice(start, start + most)}…` : doc.text.slice(start, end)
}

/** The start of a string's inside, decoded; never cut within an escape or between the halves of a surrogate pair. */
function excerpt(text: string, start: number, end: number, most: number): string {
  const cut = end - start > most
  const raw = text.slice(start, cut ? start + most : end)
  const [whole] = /^(?:[^\\]|\\u[0-9a-f]{4}|\\[^u])*/isu.exec(raw) ?? ['']
  const decoded = whole.includes('\\') ? String(JSON.parse(`"${whole}"`)) : whole
  return cut ? `${decoded.replace(/[\ud800-\udbff]$/, '')}…` : decoded
}

function countOf(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`
}
