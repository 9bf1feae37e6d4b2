import { cutBeforeMask } from '#format/cut-text.ts'
import { use } from 'react'

import { jsonDisplayText } from '#format/json-display-text.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'

import { ExternalText, EmptyValue } from '#pages/shared/values.tsx'
import { CellValueContext } from './use-cell-values.ts'

/** Maximum text length in a cell and its tooltip, in UTF-16 units: a value can be as long as a context. */
const maxTextLength = 300

/** The value at a path of a row's context. Absent, not loaded, null and empty string are shown differently. */
export function ContextCell({ row, path }: { row: EngagementRow; path: string }) {
  const value = use(CellValueContext)(row, path)
  switch (value.state) {
    case 'pending':
      return (
        <span className="text-faint">
          <span aria-hidden>…</span>
          <span className="sr-only">Loading</span>
        </span>
      )
    case 'failed':
      return <Placeholder text="failed" hint="This value couldn’t be loaded." />
    case 'not-loaded':
      return (
        <Placeholder text="not loaded" hint="This context isn’t loaded. Open the engagement to see it." />
      )
    case 'missing':
      return <EmptyValue label="Not in this context" />
    case 'value':
      return <ContextValue json={value.text} />
  }
}

function ContextValue({ json }: { json: string }) {
  if (json === 'null') return <Placeholder text="null" hint="The value is null." />
  if (json === '""') return <Placeholder text="empty text" hint="The value is an empty string." />
  const fullText = jsonDisplayText(json)
  const text = cutBeforeMask(fullText, maxTextLength)
  if (json.startsWith('"')) return <ExternalText text={text} />
  return (
    <span className="font-mono text-xs tabular-nums">
      <ExternalText text={text} />
    </span>
  )
}

/** Our own text in place of a value, styled so that nobody takes it for one. */
function Placeholder({ text, hint }: { text: string; hint: string }) {
  return (
    <span className="text-faint italic" title={hint}>
      {text}
    </span>
  )
}
