import { useMemo } from 'react'

import { indexJson, type JsonDocument } from '#json/document.ts'
import { JsonTextError } from '#json/error.ts'

import { JsonTree } from './json-tree.tsx'
import type { NodeAction } from './node-toolbar.tsx'
import { NotJson } from './not-json.tsx'

type JsonViewProps = {
  /** JSON as it was sent. What is no JSON is shown as text, and where it goes wrong is said. */
  text: string
  /** The accessible name of the tree. */
  label: string
  /** What the page offers to do with the focused value. */
  actions?: readonly NodeAction[]
}

/** A JSON text, read without losing anything. Fills its parent, a flex column with `min-h-0`. */
export function JsonView({ text, label, actions }: JsonViewProps) {
  const read = useMemo(() => readJson(text), [text])
  return read instanceof JsonTextError ? (
    <NotJson text={text} label={label} error={read} />
  ) : (
    <JsonTree doc={read} label={label} {...(actions && { actions })} />
  )
}

function readJson(text: string): JsonDocument | JsonTextError {
  try {
    return indexJson(text)
  } catch (error) {
    if (error instanceof JsonTextError) return error
    throw error
  }
}
