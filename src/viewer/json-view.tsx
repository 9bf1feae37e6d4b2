import { useEffect, useMemo, useState } from 'react'

import { indexJson, type JsonDocument } from '#json/document.ts'
import { JsonTextError } from '#json/error.ts'
import { isSmall, openJson } from '#json/open.ts'
import { prettyPieces } from '#json/pretty.ts'
import { ToggleButton } from '#ui/toggle-button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'

import { NotJson } from './not-json.tsx'
import { RawText } from './raw/raw-text.tsx'
import { JsonTree, type JsonTreeProps } from './tree/json-tree.tsx'

type JsonViewProps = Omit<JsonTreeProps, 'doc' | 'children'> & {
  /** JSON as it was sent. What is no JSON is shown as text, and where it goes wrong is said. */
  text: string
  /** How it is shown; whoever draws this keeps it. */
  form: JsonForm
  onForm: (form: JsonForm) => void
}

export type JsonForm = { view: 'tree' | 'raw'; wrap: boolean }

type Opened = { text: string; read: JsonDocument | JsonTextError }

/** A JSON text, read without losing anything. Fills its parent, a flex column with `min-h-0`. */
export function JsonView({ text, form, onForm, ...tree }: JsonViewProps) {
  const read = useOpened(text)
  if (read === null) {
    return (
      <p role="status" className="px-5 py-4 text-muted">
        Reading {Math.round(text.length / 100_000) / 10} MB…
      </p>
    )
  }
  if (read instanceof JsonTextError) return <NotJson text={text} label={tree.label} error={read} />
  const controls = (
    <>
      {form.view === 'raw' && (
        <ToggleButton pressed={form.wrap} onClick={() => onForm({ ...form, wrap: !form.wrap })}>
          Wrap
        </ToggleButton>
      )}
      <ToggleButton
        pressed={form.view === 'raw'}
        onClick={() => onForm({ ...form, view: form.view === 'raw' ? 'tree' : 'raw' })}
      >
        Raw
      </ToggleButton>
      <CopyButton label="Copy JSON" length={read.text.length} text={() => prettyPieces(read)} />
    </>
  )
  if (form.view === 'tree') {
    return (
      <JsonTree {...tree} doc={read}>
        {controls}
      </JsonTree>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 shrink-0 items-center justify-end gap-1 border-b border-line px-3">
        {controls}
      </div>
      <RawText doc={read} label={`${tree.label} as text`} wrap={form.wrap} />
    </div>
  )
}

/** The index of a text; null while a worker makes that of a large one. What was shown before stays meanwhile. */
function useOpened(text: string): JsonDocument | JsonTextError | null {
  const small = useMemo(() => (isSmall(text) ? readJson(text) : null), [text])
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    if (small) return
    let isWanted = true
    const show = (read: JsonDocument | JsonTextError) => {
      if (isWanted) setOpened({ text, read })
    }
    openJson(text).then(show, (thrown: unknown) => {
      if (thrown instanceof JsonTextError) show(thrown)
      else throw thrown
    })
    return () => {
      isWanted = false
    }
  }, [text, small])
  return small ?? opened?.read ?? null
}

function readJson(text: string): JsonDocument | JsonTextError {
  try {
    return indexJson(text)
  } catch (error) {
    if (error instanceof JsonTextError) return error
    throw error
  }
}
