import { useMemo, useRef, type ReactNode } from 'react'

import type { JsonDocument } from '#json/parse/document.ts'
import { prettyPrint } from '#json/print/pretty-print.ts'
import { DocumentSearch, handleFindKey } from '#viewer/find/document-search.tsx'

import { RawText } from './raw-text.tsx'
import { useTextSearch } from './use-text-search.ts'

/** Texts of up to this many UTF-16 units are pretty-printed. A longer one would block for several frames. */
const maxPrettyLength = 2_000_000

type RawViewProps = {
  doc: JsonDocument
  /** The document's accessible name. */
  label: string
  wrap: boolean
  /** The search text, controlled by the parent. */
  query: string
  onSearch: (text: string) => void
  /** Rendered at the end of the toolbar. */
  children: ReactNode
}

/** A JSON text, pretty-printed without changing its digits; a large one as sent. */
export function RawView({ doc, label, wrap, query, onSearch, children }: RawViewProps) {
  const field = useRef<HTMLInputElement>(null)
  const text = useMemo(() => (doc.text.length <= maxPrettyLength ? prettyPrint(doc) : doc.text), [doc])
  const { found, isSearching, step } = useTextSearch(text, query)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- handles keys that its controls ignore
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={(event) => handleFindKey(event, field)}>
      <div className="flex h-9 shrink-0 items-center justify-end gap-1 border-b border-line px-3">
        {children}
      </div>
      <DocumentSearch
        field={field}
        label={`Search ${label.toLowerCase()}`}
        placeholder="Search this text"
        text={query}
        found={found && { ...found, count: found.starts.length }}
        isSearching={isSearching}
        onSearch={onSearch}
        onStep={step}
      />
      <RawText
        text={text}
        label={`${label} as text`}
        wrap={wrap}
        found={found?.text === text ? found : null}
      />
    </div>
  )
}
