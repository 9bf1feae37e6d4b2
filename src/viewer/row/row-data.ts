import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { cutOffsets } from '#json/print/cut-offsets.ts'
import { childrenOf, kindOf, type JsonDocument, type JsonKind } from '#json/parse/document.ts'

/** Max UTF-16 units of a value decoded for its row: a 5 MB string must not cost a frame. */
const maxRowLength = 500
const maxTitleLength = 4000
const maxPreviewLength = 120

/** The texts of a row. They are decoded, and cut (with `…`) when they are too long for any row. */
export type JsonRowData = {
  kind: JsonKind
  /** The key of a member (the empty one as `""`), the position of an item, `$` for the root. */
  key: string
  isPosition: boolean
  /** A scalar as displayed, a string without its quotes; empty for containers. */
  value: string
  /** Number of members or items. */
  count: number
  /** The accessible name: "key: value" or "key, 3 items". */
  label: string
  /** Set when the label does not distinguish a string from the type it looks like: "1" from 1. */
  description: string | undefined
}

export function getRowData(doc: JsonDocument, node: number): JsonRowData {
  const kind = kindOf(doc, node)
  const key = displayedKey(doc, node, maxRowLength)
  const count = getOrThrow(doc.childCounts, node)
  const hasChildren = kind === 'object' || kind === 'array'
  const value = hasChildren ? '' : displayedValue(doc, node, maxRowLength)
  return {
    kind,
    key,
    isPosition: getOrThrow(doc.keyEnds, node) === 0,
    value,
    count,
    label: hasChildren ? `${key}, ${formatCountOf(count, 'item')}` : `${key}: ${value}`,
    description: kind === 'string' && looksLikeOtherKind.test(value) ? 'text' : undefined,
  }
}

/** The start of a string, decoded; ends with `…` if it is cut. @param maxLength UTF-16 units as sent */
export function stringStart(doc: JsonDocument, node: number, maxLength: number): string {
  return decodeStart(doc.text, getOrThrow(doc.starts, node) + 1, getOrThrow(doc.ends, node) - 1, maxLength)
}

/** The value for a tooltip, since the row may cut it. Max 4,000 UTF-16 units. */
export function titleText(doc: JsonDocument, node: number): string {
  return displayedValue(doc, node, maxTitleLength)
}

/** The first members or items of a collapsed container, on one line. */
export function previewText(doc: JsonDocument, node: number): string {
  let preview = ''
  for (const child of childrenOf(doc, node)) {
    if (preview !== '') preview += ', '
    if (preview.length > maxPreviewLength) return `${preview}…`
    if (kindOf(doc, node) === 'object') preview += `${displayedKey(doc, child, 40)}: `
    const kind = kindOf(doc, child)
    if (kind === 'object') preview += getOrThrow(doc.childCounts, child) === 0 ? '{}' : '{…}'
    else if (kind === 'array') preview += getOrThrow(doc.childCounts, child) === 0 ? '[]' : '[…]'
    else if (kind === 'string') preview += `"${displayedValue(doc, child, 40)}"`
    else preview += displayedValue(doc, child, 40)
  }
  return preview
}

/** "5 keys", "1 item" */
export function formatSize({ kind, count }: JsonRowData): string {
  return formatCountOf(count, kind === 'object' ? 'key' : 'item')
}

const looksLikeOtherKind = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|)$/i

function displayedKey(doc: JsonDocument, node: number, maxLength: number): string {
  const start = getOrThrow(doc.keyStarts, node)
  if (start > 0) return decodeStart(doc.text, start + 1, getOrThrow(doc.keyEnds, node) - 1, maxLength) || '""'
  return node === 0 ? '$' : String(getOrThrow(doc.positions, node))
}

function displayedValue(doc: JsonDocument, node: number, maxLength: number): string {
  const start = getOrThrow(doc.starts, node)
  const end = getOrThrow(doc.ends, node)
  if (kindOf(doc, node) === 'string') return stringStart(doc, node, maxLength)
  return end - start > maxLength ? `${doc.text.slice(start, start + maxLength)}…` : doc.text.slice(start, end)
}

/** Decodes the start of a string's content. Never cuts within an escape, a surrogate pair, or a number to be masked. */
function decodeStart(text: string, start: number, end: number, maxLength: number): string {
  if (end - start <= maxLength) return decodeWhole(text.slice(start, end))
  const { length } = decodeWhole(text.slice(start, start + maxLength))
  const longer = decodeWhole(text.slice(start, Math.min(end, start + maxLength + longestEscapedNumber)))
  const { after } = cutOffsets(longer, length)
  if (after === longer.length && end - start <= maxLength + longestEscapedNumber) return longer
  return `${longer.slice(0, after).replace(/[\ud800-\udbff]$/, '')}…`
}

/** In UTF-16 units as sent: enough for a number or an e-mail address with escapes. */
const longestEscapedNumber = 400

/** Decodes what is whole of a string's content: no half escape at its end. */
function decodeWhole(raw: string): string {
  const [whole] = /^(?:[^\\]|\\u[0-9a-f]{4}|\\[^u])*/isu.exec(raw) ?? ['']
  return whole.includes('\\') ? String(JSON.parse(`"${whole}"`)) : whole
}

function formatCountOf(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`
}

/** What a page recognizes in a value: a note on its meaning, and a link to open. The link is never fetched. */
export type ValueHint = { note: string; href: string | null }

/** @param topLevel the value's node in the whole document; for a value of JSON in a string, the node of that string */
export type GetValueHint = (
  doc: JsonDocument,
  node: number,
  topLevel: { doc: JsonDocument; node: number },
) => ValueHint | null

export const noValueHint: GetValueHint = () => null

/** Why a path is not copied, nor put into an address. */
export const maskedReason = 'This path has masked data.'
