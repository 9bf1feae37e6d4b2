import type { JsonPath } from '#json/paths.ts'

import type { Piece, Value } from './grammar.ts'
import { readAnywhere } from './read-anywhere.ts'
import { readField } from './read-field.ts'
import { heldAnywhere, type Read } from './read.ts'
import { printTypedPath } from './typed-path.ts'

/** What one piece of the text asks for, or why it asks for nothing. */
export function readPiece({ aim, value }: Piece): Read {
  switch (aim.at) {
    case 'anywhere':
      return value.how === 'bare' ? readAnywhere(value.text) : readPhrase(value.text)
    case 'field':
      return readField(aim.field, value)
    case 'path':
      return readAtPath(aim.path, value)
    case 'name':
      return readUnknownName(aim.name, value)
  }
}

function readPhrase(text: string): Read {
  return text === ''
    ? { problem: 'Nothing stands between the quotation marks: write what to look for there.' }
    : { tests: heldAnywhere(text) }
}

function readAtPath(path: JsonPath, { how, text }: Value): Read {
  if (how === 'bare' && text === '*') return { tests: [{ on: 'context', path, text: null, whole: false }] }
  if (how !== 'exact' && text === '') {
    const place = printTypedPath(path)
    return {
      problem: `Nothing follows ${place}: – write what to look for there, or ${place}:* for any value.`,
    }
  }
  return { tests: [{ on: 'context', path, text, whole: how === 'exact' }] }
}

/** As likely a text of the customer's ("note: urgent") as a field that we lack: it is looked for as it stands. */
function readUnknownName(name: string, { how, text }: Value): Read {
  const typed = how === 'exact' ? `${name}:=${text}` : `${name}:${text}`
  return {
    tests: heldAnywhere(typed),
    remark: `“${name}” is no field; for a value in the context write its path, such as flow.variables.${name}:`,
  }
}
