import { useState } from 'react'

import type { JsonDocument } from '#json/parse/document.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { prettyPrintChunks } from '#json/print/pretty-print.ts'
import { ToggleButton } from '#ui/controls/toggle-button.tsx'
import { CopyButton } from '#ui/controls/copy-button.tsx'

import { NotJson } from './not-json.tsx'
import { RawView } from './raw/raw-view.tsx'
import { JsonTree, type JsonTreeProps } from './tree/json-tree.tsx'
import { useTree } from './tree/use-tree.ts'

type TreeOptions = Pick<JsonTreeProps, 'label' | 'actions' | 'getHint' | 'path' | 'linkTo' | 'onPath'>

type JsonViewProps = TreeOptions & {
  /** Text that is not JSON is shown unchanged, with the position of the error. */
  parsed: ParsedText
  /** View settings, controlled by the parent. */
  prefs: JsonViewPrefs
  onPrefsChange: (prefs: JsonViewPrefs) => void
}

export type JsonViewPrefs = { view: 'tree' | 'raw'; wrap: boolean }

/** Shows a JSON text without losing digits, escapes or key order. Fills its parent, a flex column with `min-h-0`. */
export function JsonView({ parsed: { text, result }, prefs, onPrefsChange, ...options }: JsonViewProps) {
  if (result instanceof JsonTextError) return <NotJson text={text} label={options.label} error={result} />
  return <ParsedJsonView {...options} doc={result} prefs={prefs} onPrefsChange={onPrefsChange} />
}

type ParsedJsonViewProps = TreeOptions &
  Pick<JsonViewProps, 'prefs' | 'onPrefsChange'> & { doc: JsonDocument }

/** Both views share the search text, and the tree keeps its expanded nodes while the raw text is shown. */
function ParsedJsonView({ doc, prefs, onPrefsChange, ...options }: ParsedJsonViewProps) {
  const [model, dispatch] = useTree(doc, options.path ?? null)
  const [query, setQuery] = useState('')
  const isRaw = prefs.view === 'raw'

  function search(next: string) {
    setQuery(next)
    if (next === '') dispatch({ type: 'clear matches' })
  }

  const controls = (
    <>
      {isRaw && (
        <ToggleButton pressed={prefs.wrap} onClick={() => onPrefsChange({ ...prefs, wrap: !prefs.wrap })}>
          Wrap
        </ToggleButton>
      )}
      <ToggleButton pressed={isRaw} onClick={() => onPrefsChange({ ...prefs, view: isRaw ? 'tree' : 'raw' })}>
        Raw
      </ToggleButton>
      <CopyButton label="Copy JSON" length={doc.text.length} text={() => prettyPrintChunks(doc)} />
    </>
  )
  return isRaw ? (
    <RawView doc={doc} label={options.label} wrap={prefs.wrap} query={query} onSearch={search}>
      {controls}
    </RawView>
  ) : (
    <JsonTree {...options} model={model} dispatch={dispatch} query={query} onSearch={search}>
      {controls}
    </JsonTree>
  )
}
