import { useMemo, useRef, type ReactNode } from 'react'

import type { JsonDocument } from '#json/document.ts'
import { prettyPrint } from '#json/pretty.ts'
import { DocumentSearch, onFindKey } from '#viewer/find/document-search.tsx'

import { RawText } from './raw-text.tsx'
import { useTextSearch } from './use-text-search.ts'

/** Up to how many UTF-16 units a text is set in lines; a longer one would take longer than a frame or three. */
const mostPretty = 2_000_000

type RawViewProps = {
  doc: JsonDocument
  /** The document's accessible name. */
  label: string
  wrap: boolean
  /** What is searched for; whoever draws this keeps it. */
  sought: string
  onSearch: (text: string) => void
  /** What stands at the end of the first line. */
  children: ReactNode
}

/** A JSON text in lines, digit for digit; a large one as it was sent. */
export function RawView({ doc, label, wrap, sought, onSearch, children }: RawViewProps) {
  const field = useRef<HTMLInputElement>(null)
  const text = useMemo(() => (doc.text.length <= mostPretty ? prettyPrint(doc) : doc.text), [doc])
  const { found, isSearching, step } = useTextSearch(text, sought)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears what its controls do not want
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={(event) => onFindKey(event, field)}>
      <div className="flex h-9 shrink-0 items-center justify-end gap-1 border-b border-line px-3">
        {children}
      </div>
      <DocumentSearch
        field={field}
        label={`Search ${label.toLowerCase()}`}
        placeholder="Search this text"
        text={sought}
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
