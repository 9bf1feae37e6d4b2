import { use } from 'react'

import { textOfValue } from '#display/text-of-value.ts'
import type { EngagementRow } from '#engine/protocol.ts'

import { Foreign, Missing } from '#pages/shared/values.tsx'
import { CellValues } from './cell-values.ts'

/** How much of a value a cell and its tooltip show, in UTF-16 units: a value can be as long as a context. */
const mostShown = 300

/**
 * The value at a path of a row's context. What is not there, what was never read, null and the empty text each look
 * like themselves.
 */
export function ContextCell({ row, path }: { row: EngagementRow; path: string }) {
  const value = use(CellValues)(row, path)
  switch (value.state) {
    case 'asked':
      return (
        <span className="text-faint">
          <span aria-hidden>…</span>
          <span className="sr-only">Being read</span>
        </span>
      )
    case 'failed':
      return <Aside text="could not be read" hint="Looking into this context failed." />
    case 'unread':
      return (
        <Aside text="not read" hint="The list came without this context: open the engagement to see it." />
      )
    case 'missing':
      return <Missing what="Not in this context" />
    case 'value':
      return <Value json={value.text} />
  }
}

function Value({ json }: { json: string }) {
  if (json === 'null') return <Aside text="null" hint="The value is null." />
  if (json === '""') return <Aside text="empty text" hint="The value is a text without a character." />
  const whole = textOfValue(json)
  const text = whole.length > mostShown ? `${whole.slice(0, mostShown)}…` : whole
  if (json.startsWith('"')) return <Foreign text={text} />
  return (
    <span className="font-mono text-xs tabular-nums">
      <Foreign text={text} />
    </span>
  )
}

/** Words of ours where a value would stand: they must not be taken for one. */
function Aside({ text, hint }: { text: string; hint: string }) {
  return (
    <span className="text-faint italic" title={hint}>
      {text}
    </span>
  )
}
