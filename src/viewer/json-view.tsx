import { useEffect, useMemo, useState } from 'react'

import { indexJson, type JsonDocument } from '#json/document.ts'
import { JsonTextError } from '#json/error.ts'
import { isSmall, openJson } from '#json/open.ts'
import { prettyPieces } from '#json/pretty.ts'
import { ToggleButton } from '#ui/toggle-button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'

import { NotJson } from './not-json.tsx'
import { RawView } from './raw/raw-view.tsx'
import { JsonTree, type JsonTreeProps } from './tree/json-tree.tsx'
import { useTree } from './tree/use-tree.ts'

type TreeOptions = Pick<JsonTreeProps, 'label' | 'actions' | 'recognise' | 'path' | 'linkTo'>

type JsonViewProps = TreeOptions & {
  /** JSON as it was sent. What is no JSON is shown as text, and where it goes wrong is said. */
  text: string
  /** How it is shown; whoever draws this keeps it. */
  form: JsonForm
  onForm: (form: JsonForm) => void
}

export type JsonForm = { view: 'tree' | 'raw'; wrap: boolean }

type Opened = { text: string; read: JsonDocument | JsonTextError }

/** A JSON text, read without losing anything. Fills its parent, a flex column with `min-h-0`. */
export function JsonView({ text, form, onForm, ...options }: JsonViewProps) {
  const read = useOpened(text)
  if (read === null) {
    return (
      <p role="status" className="px-5 py-4 text-muted">
        Reading {Math.round(text.length / 100_000) / 10} MB…
      </p>
    )
  }
  if (read instanceof JsonTextError) return <NotJson text={text} label={options.label} error={read} />
  return <OpenedView {...options} doc={read} form={form} onForm={onForm} />
}

type OpenedViewProps = TreeOptions & Pick<JsonViewProps, 'form' | 'onForm'> & { doc: JsonDocument }

/** In both forms: what is unfolded in the tree, and what is searched for, stays from one to the other and back. */
function OpenedView({ doc, form, onForm, ...options }: OpenedViewProps) {
  const [model, dispatch] = useTree(doc, options.path ?? null)
  const [sought, setSought] = useState('')
  const isRaw = form.view === 'raw'

  function search(next: string) {
    setSought(next)
    if (next === '') dispatch({ type: 'forget matches' })
  }

  const controls = (
    <>
      {isRaw && (
        <ToggleButton pressed={form.wrap} onClick={() => onForm({ ...form, wrap: !form.wrap })}>
          Wrap
        </ToggleButton>
      )}
      <ToggleButton pressed={isRaw} onClick={() => onForm({ ...form, view: isRaw ? 'tree' : 'raw' })}>
        Raw
      </ToggleButton>
      <CopyButton label="Copy JSON" length={doc.text.length} text={() => prettyPieces(doc)} />
    </>
  )
  return isRaw ? (
    <RawView doc={doc} label={options.label} wrap={form.wrap} sought={sought} onSearch={search}>
      {controls}
    </RawView>
  ) : (
    <JsonTree {...options} model={model} dispatch={dispatch} sought={sought} onSearch={search}>
      {controls}
    </JsonTree>
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
