import { at } from './at.ts'
import { JsonTextError } from './error.ts'
import { type NodeTable, NodeTableBuilder } from './node-table.ts'
import type { JsonPath } from './paths.ts'
import { scanNumber, scanSpace, scanString, scanWord } from './scan.ts'

const jsonKinds = ['object', 'array', 'string', 'number', 'true', 'false', 'null'] as const
export type JsonKind = (typeof jsonKinds)[number]

const objectKind = 0
const arrayKind = 1

/**
 * A JSON text and an index of its nodes over it: nothing is parsed, so nothing is lost (digits, escapes, key order,
 * duplicate keys). A node is a number; the root is 0, and a node's children follow it. 37 bytes a node.
 */
export type JsonDocument = NodeTable & {
  readonly text: string
  /** How many nodes, the root included. */
  readonly size: number
}

/**
 * Indexes a JSON text in one pass, however deep it is nested. Accepts exactly what `JSON.parse` accepts.
 * @throws JsonTextError `cut-short` or `not-json`, with the position and a sentence that names line and column
 */
export function indexJson(text: string): JsonDocument {
  const nodes = new NodeTableBuilder()
  let offset = scanSpace(text, 0)
  let container = -1
  let keyStart = 0
  let keyEnd = 0
  for (;;) {
    // A value starts here.
    const kind = kindByFirstUnit(text.charCodeAt(offset))
    if (kind < 0) throw unexpected(text, offset, 'a value')
    const node = nodes.open(kind, offset, keyStart, keyEnd, container)
    if (kind > arrayKind) {
      offset = scanScalar(text, offset, kind)
      nodes.close(node, offset)
    } else {
      const inside = scanSpace(text, offset + 1)
      if (text.charCodeAt(inside) === (kind === objectKind ? 0x7d : 0x5d)) {
        offset = inside + 1
        nodes.close(node, offset)
      } else {
        container = node
        offset = inside
        if (kind === objectKind) {
          keyStart = offset
          keyEnd = scanKey(text, offset, 'a key or }')
          offset = scanColon(text, keyEnd)
        } else keyStart = keyEnd = 0
        continue
      }
    }
    // A value has ended: so may the containers it stands in.
    for (;;) {
      offset = scanSpace(text, offset)
      if (container < 0) {
        if (offset < text.length) throw unexpected(text, offset, 'the end')
        return { ...nodes.finish(), text, size: nodes.size }
      }
      const inObject = nodes.kind(container) === objectKind
      const unit = text.charCodeAt(offset)
      if (unit === 0x2c) {
        offset = scanSpace(text, offset + 1)
        if (inObject) {
          keyStart = offset
          keyEnd = scanKey(text, offset, 'a key')
          offset = scanColon(text, keyEnd)
        } else keyStart = keyEnd = 0
        break
      }
      if (unit !== (inObject ? 0x7d : 0x5d))
        throw unexpected(text, offset, inObject ? 'a comma or }' : 'a comma or ]')
      offset++
      nodes.close(container, offset)
      container = nodes.parent(container)
    }
  }
}

export function kindOf(doc: JsonDocument, node: number): JsonKind {
  return jsonKinds[at(doc.kinds, node)] ?? 'null'
}

export function isContainer(doc: JsonDocument, node: number): boolean {
  return at(doc.kinds, node) <= arrayKind
}

/** The node's text, as it was sent. */
export function nodeText(doc: JsonDocument, node: number): string {
  return doc.text.slice(at(doc.starts, node), at(doc.ends, node))
}

/** The decoded key of an object's member; null for items and the root. */
export function keyOf(doc: JsonDocument, node: number): string | null {
  const start = at(doc.keyStarts, node)
  return start === 0 ? null : decodeString(doc.text.slice(start, at(doc.keyEnds, node)))
}

/** What a string node says; null when the node is no string. */
export function stringValue(doc: JsonDocument, node: number): string | null {
  return kindOf(doc, node) === 'string' ? decodeString(nodeText(doc, node)) : null
}

/** How much of a string is decoded at a time, in UTF-16 units as sent: some two milliseconds. */
const usualPiece = 256_000

/** What a string node says, in pieces, which may part what is one character in two. */
export function* stringPieces(
  doc: JsonDocument,
  node: number,
  pieceLength = usualPiece,
): Generator<string, void> {
  const end = at(doc.ends, node) - 1
  for (let from = at(doc.starts, node) + 1; from < end;) {
    const to = afterEscape(doc.text, from, Math.min(from + pieceLength, end))
    yield decodeString(`"${doc.text.slice(from, to)}"`)
    from = to
  }
}

/** The members or items of a node, in the order of the text. */
export function* childrenOf(doc: JsonDocument, node: number): Generator<number, void> {
  const after = at(doc.afters, node)
  for (let child = node + 1; child < after; child = at(doc.afters, child)) yield child
}

/** The way from the root. Members of the same name have the same path: JSON gives no other name to tell them by. */
export function pathOf(doc: JsonDocument, node: number): JsonPath {
  const path: (string | number)[] = []
  for (let step = node; at(doc.parents, step) >= 0; step = at(doc.parents, step)) {
    path.push(keyOf(doc, step) ?? at(doc.positions, step))
  }
  return path.toReversed()
}

function kindByFirstUnit(unit: number): number {
  switch (unit) {
    case 0x7b:
      return objectKind
    case 0x5b:
      return arrayKind
    case 0x22:
      return 2
    case 0x74:
      return 4
    case 0x66:
      return 5
    case 0x6e:
      return 6
    default:
      return unit === 0x2d || (unit >= 0x30 && unit <= 0x39) ? 3 : -1
  }
}

function scanScalar(text: string, from: number, kind: number): number {
  const word = jsonKinds[kind] ?? 'null'
  let end: number
  if (word === 'string') end = scanString(text, from)
  else if (word === 'number') end = scanNumber(text, from)
  else end = scanWord(text, from, word)
  if (end >= 0) return end
  throw unexpected(text, ~end, word === 'string' || word === 'number' ? `the rest of a ${word}` : word)
}

function scanKey(text: string, from: number, what: string): number {
  if (text.charCodeAt(from) !== 0x22) throw unexpected(text, from, what)
  const end = scanString(text, from)
  if (end < 0) throw unexpected(text, ~end, 'the rest of a key')
  return end
}

/** @returns where the value after the colon starts */
function scanColon(text: string, from: number): number {
  const colon = scanSpace(text, from)
  if (text.charCodeAt(colon) !== 0x3a) throw unexpected(text, colon, 'a colon')
  return scanSpace(text, colon + 1)
}

/** The first place from `wanted` on that is in no escape of a string whose escapes are whole from `from` on. */
function afterEscape(text: string, from: number, wanted: number): number {
  // The longest, of six units, begins at most five before.
  const start = Math.max(from, wanted - 5)
  const slash = start + text.slice(start, wanted).lastIndexOf('\\')
  if (slash < start) return wanted
  let first = slash
  while (first > from && text.charCodeAt(first - 1) === backslash) first--
  // Of several in a row, every other one is what the one before it stands for.
  if ((slash - first) % 2 === 1) return wanted
  return Math.max(wanted, slash + (text.charCodeAt(slash + 1) === letterU ? 6 : 2))
}

const backslash = 0x5c
const letterU = 0x75

/** Decodes a string that was found to be well formed. */
function decodeString(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}

function unexpected(text: string, position: number, what: string): JsonTextError {
  const before = text.slice(0, position)
  const line = before.split('\n').length
  const column = position - before.lastIndexOf('\n')
  const where = `line ${line}, column ${column}`
  return position >= text.length
    ? new JsonTextError('cut-short', position, `The JSON ends at ${where}, where ${what} was expected.`)
    : new JsonTextError('not-json', position, `Not JSON: ${what} was expected at ${where}.`)
}
