import { at } from './at.ts'
import { type JsonDocument, isContainer, nodeText } from './document.ts'

/**
 * A subtree, two spaces a level, in lines: as `JSON.stringify(value, null, 2)` prints it, but of the text as it was
 * sent: digits, escapes, key order and duplicate keys stay. Where the indentation would outgrow the text ten times
 * (10,000 levels make 200 MB of spaces), the text comes back as it was sent.
 */
export function prettyPrint(doc: JsonDocument, root = 0): string {
  return [...prettyPieces(doc, root)].join('')
}

/** Of how many UTF-16 units a piece is, about: half a millisecond's work. */
const pieceLength = 65_536

/** The same in pieces, each made when it is asked for: 20 MB take a third of a second in all. */
export function* prettyPieces(doc: JsonDocument, root = 0): Generator<string, void> {
  const rootDepth = at(doc.depths, root)
  const after = at(doc.afters, root)
  if (indentation(doc, root) > 1_000_000 + 10 * (at(doc.ends, root) - at(doc.starts, root))) {
    yield nodeText(doc, root)
    return
  }
  const breaks = ['\n']
  const lineBreak = (node: number) => {
    const level = at(doc.depths, node) - rootDepth
    while (breaks.length <= level) breaks.push(`${breaks.at(-1)}  `)
    return breaks[level] ?? ''
  }
  let printed = ''
  const open: number[] = []
  for (let node = root; node < after; node++) {
    if (printed.length > pieceLength) {
      yield printed
      printed = ''
    }
    if (node > root) {
      printed += (at(doc.positions, node) === 0 ? '' : ',') + lineBreak(node)
      const keyEnd = at(doc.keyEnds, node)
      if (keyEnd > 0) printed += `${doc.text.slice(at(doc.keyStarts, node), keyEnd)}: `
    }
    if (!isContainer(doc, node)) printed += nodeText(doc, node)
    else if (at(doc.counts, node) === 0) printed += isObject(doc, node) ? '{}' : '[]'
    else {
      printed += isObject(doc, node) ? '{' : '['
      open.push(node)
    }
    // Close what ends with this node.
    for (
      let last = open.at(-1);
      last !== undefined && at(doc.afters, last) === node + 1;
      last = open.at(-1)
    ) {
      open.pop()
      printed += lineBreak(last) + (isObject(doc, last) ? '}' : ']')
    }
  }
  yield printed
}

/** How many spaces, about: a container's closing line counts too. */
function indentation(doc: JsonDocument, root: number): number {
  const rootDepth = at(doc.depths, root)
  let spaces = 0
  for (let node = root; node < at(doc.afters, root); node++) {
    spaces += (at(doc.depths, node) - rootDepth) * (isContainer(doc, node) ? 4 : 2)
  }
  return spaces
}

function isObject(doc: JsonDocument, node: number): boolean {
  return doc.text.charCodeAt(at(doc.starts, node)) === 0x7b
}
