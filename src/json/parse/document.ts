import { getOrThrow } from './get-or-throw.ts'
import { JsonTextError } from './json-text-error.ts'
import { type NodeTable, NodeTableBuilder } from './node-table.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import { scanNumber, scanWhitespace, scanString, scanLiteral } from './tokenizer.ts'

const jsonKinds = ['object', 'array', 'string', 'number', 'true', 'false', 'null'] as const
export type JsonKind = (typeof jsonKinds)[number]

const objectKind = 0
const arrayKind = 1

/**
 * A JSON text and an index of its nodes. No values are parsed, so digits, escapes, key order and duplicate keys are all
 * preserved. A node is a number: the root is 0, and a node's subtree follows it. 37 bytes per node.
 */
export type JsonDocument = NodeTable & {
  readonly text: string
  /** Number of nodes, including the root. */
  readonly size: number
}

/**
 * Indexes a JSON text in one pass, at any depth. Accepts exactly what `JSON.parse` accepts.
 * @throws JsonTextError `truncated` or `not-json`, with the position and a message that names line and column
 */
export function indexJson(text: string): JsonDocument {
  const nodes = new NodeTableBuilder()
  let offset = scanWhitespace(text, 0)
  let container = -1
  let keyStart = 0
  let keyEnd = 0
  for (;;) {
    // A value starts here.
    const kind = kindByFirstUnit(text.charCodeAt(offset))
    if (kind < 0) throw syntaxError(text, offset, 'a value')
    const node = nodes.open(kind, offset, keyStart, keyEnd, container)
    if (kind > arrayKind) {
      offset = scanScalar(text, offset, kind)
      nodes.close(node, offset)
    } else {
      const contentStart = scanWhitespace(text, offset + 1)
      if (text.charCodeAt(contentStart) === (kind === objectKind ? 0x7d : 0x5d)) {
        offset = contentStart + 1
        nodes.close(node, offset)
      } else {
        container = node
        offset = contentStart
        if (kind === objectKind) {
          keyStart = offset
          keyEnd = scanKey(text, offset, 'a key or }')
          offset = scanColon(text, keyEnd)
        } else keyStart = keyEnd = 0
        continue
      }
    }
    // A value has ended. Its containers may end here too.
    for (;;) {
      offset = scanWhitespace(text, offset)
      if (container < 0) {
        if (offset < text.length) throw syntaxError(text, offset, 'the end of the text')
        return { ...nodes.build(), text, size: nodes.size }
      }
      const inObject = nodes.kind(container) === objectKind
      const unit = text.charCodeAt(offset)
      if (unit === 0x2c) {
        offset = scanWhitespace(text, offset + 1)
        if (inObject) {
          keyStart = offset
          keyEnd = scanKey(text, offset, 'a key')
          offset = scanColon(text, keyEnd)
        } else keyStart = keyEnd = 0
        break
      }
      if (unit !== (inObject ? 0x7d : 0x5d))
        throw syntaxError(text, offset, inObject ? 'a comma or }' : 'a comma or ]')
      offset++
      nodes.close(container, offset)
      container = nodes.parent(container)
    }
  }
}

export function kindOf(doc: JsonDocument, node: number): JsonKind {
  return jsonKinds[getOrThrow(doc.kinds, node)] ?? 'null'
}

export function isContainer(doc: JsonDocument, node: number): boolean {
  return getOrThrow(doc.kinds, node) <= arrayKind
}

/** The node's text, as sent. */
export function nodeText(doc: JsonDocument, node: number): string {
  return doc.text.slice(getOrThrow(doc.starts, node), getOrThrow(doc.ends, node))
}

/** The decoded key of an object's member; null for items and the root. */
export function keyOf(doc: JsonDocument, node: number): string | null {
  const start = getOrThrow(doc.keyStarts, node)
  return start === 0 ? null : decodeString(doc.text.slice(start, getOrThrow(doc.keyEnds, node)))
}

/** The decoded value of a string node; null for any other node. */
export function stringValue(doc: JsonDocument, node: number): string | null {
  return kindOf(doc, node) === 'string' ? decodeString(nodeText(doc, node)) : null
}

/** UTF-16 units (as sent) decoded per chunk: about 2 ms. */
const defaultChunkLength = 256_000

/** The decoded value of a string node, in chunks. A chunk may end between the halves of a surrogate pair. */
export function* stringChunks(
  doc: JsonDocument,
  node: number,
  chunkLength = defaultChunkLength,
): Generator<string, void> {
  const end = getOrThrow(doc.ends, node) - 1
  for (let from = getOrThrow(doc.starts, node) + 1; from < end;) {
    const to = afterEscape(doc.text, from, Math.min(from + chunkLength, end))
    yield decodeString(`"${doc.text.slice(from, to)}"`)
    from = to
  }
}

/** The members or items of a node, in text order. */
export function* childrenOf(doc: JsonDocument, node: number): Generator<number, void> {
  const end = getOrThrow(doc.subtreeEnds, node)
  for (let child = node + 1; child < end; child = getOrThrow(doc.subtreeEnds, child)) yield child
}

/** The member with this key, the last of equal ones, or the item at this position; undefined where there is none. */
export function findChild(doc: JsonDocument, node: number, step: string | number): number | undefined {
  const kind = kindOf(doc, node)
  if (kind === 'array') return typeof step === 'number' ? Array.from(childrenOf(doc, node))[step] : undefined
  if (kind !== 'object') return undefined
  return Array.from(childrenOf(doc, node)).findLast((child) => keyOf(doc, child) === String(step))
}

/** The path from the root. Members with duplicate keys have the same path. */
export function pathOf(doc: JsonDocument, node: number): JsonPath {
  const path: (string | number)[] = []
  for (let step = node; getOrThrow(doc.parents, step) >= 0; step = getOrThrow(doc.parents, step)) {
    path.push(keyOf(doc, step) ?? getOrThrow(doc.positions, step))
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
  else end = scanLiteral(text, from, word)
  if (end >= 0) return end
  throw syntaxError(text, ~end, word === 'string' || word === 'number' ? `the rest of a ${word}` : word)
}

function scanKey(text: string, from: number, expected: string): number {
  if (text.charCodeAt(from) !== 0x22) throw syntaxError(text, from, expected)
  const end = scanString(text, from)
  if (end < 0) throw syntaxError(text, ~end, 'the rest of a key')
  return end
}

/** @returns where the value after the colon starts */
function scanColon(text: string, from: number): number {
  const colon = scanWhitespace(text, from)
  if (text.charCodeAt(colon) !== 0x3a) throw syntaxError(text, colon, 'a colon')
  return scanWhitespace(text, colon + 1)
}

/** The first offset at or after `target` that is not inside an escape. `from` must not be inside one. */
function afterEscape(text: string, from: number, target: number): number {
  // The longest escape has six units, so it begins at most five before.
  const start = Math.max(from, target - 5)
  const slash = start + text.slice(start, target).lastIndexOf('\\')
  if (slash < start) return target
  let first = slash
  while (first > from && text.charCodeAt(first - 1) === backslash) first--
  // In a run of backslashes, every second one is the escaped character of the one before.
  if ((slash - first) % 2 === 1) return target
  return Math.max(target, slash + (text.charCodeAt(slash + 1) === letterU ? 6 : 2))
}

const backslash = 0x5c
const letterU = 0x75

/** Decodes a string that is known to be well formed. */
function decodeString(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}

function syntaxError(text: string, position: number, expected: string): JsonTextError {
  const before = text.slice(0, position)
  const line = before.split('\n').length
  const column = position - before.lastIndexOf('\n')
  const where = `line ${line}, column ${column}`
  return position >= text.length
    ? new JsonTextError('truncated', position, `The JSON ends at ${where}; expected ${expected}.`)
    : new JsonTextError('not-json', position, `Not JSON: expected ${expected} at ${where}.`)
}
