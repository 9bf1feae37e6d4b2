import { useMemo } from 'react'

import { countOf } from '#display/count.ts'
import { describeTime } from '#display/time.ts'
import { at } from '#json/at.ts'
import {
  childrenOf,
  isContainer,
  type JsonDocument,
  keyOf,
  kindOf,
  nodeText,
  stringValue,
} from '#json/document.ts'
import { tryIndex } from '#json/inside.ts'
import type { Member } from '#json/members.ts'
import { prettyPrint } from '#json/pretty.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { useShown } from '#ui/veil.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabWaiting } from './tab-waiting.tsx'
import type { Run } from './use-engagement.ts'

/** Every field Twilio sent of the engagement, in its order and as it came, each to be copied. */
export function DetailsTab({ run: { engagement, asked, context } }: { run: Run }) {
  const fields = useMemo(
    () => engagement?.members.flatMap((member) => fieldsOf(member, context.data)),
    [engagement, context.data],
  )
  return (
    <>
      {asked.problem && (
        <ProblemView
          problem={asked.problem}
          title={
            engagement ? 'These are the details as the list had them' : 'The engagement could not be read'
          }
          onRetry={asked.retry}
          as={engagement ? 'strip' : 'whole'}
        />
      )}
      {fields && (
        // Nothing but buttons takes the focus in here, so the scroller does.
        <div
          tabIndex={0}
          role="group"
          aria-label="Details"
          className="focus-ring-inset min-h-0 flex-1 overflow-y-auto"
        >
          <dl className="py-2">
            {fields.map((field, i) => (
              // A key may stand twice.
              // oxlint-disable-next-line react/no-array-index-key
              <Field key={i} field={field} />
            ))}
          </dl>
        </div>
      )}
      {!engagement && !asked.problem && <TabWaiting what="Reading the details" />}
    </>
  )
}

/** How much of a text is shown, in UTF-16 units; a context may be one string of 5 MB. */
const mostShown = 2000

type Field = {
  name: string
  shown: string
  kind: 'text' | 'aside'
  /** Null where there is nothing to copy. */
  copy: (() => string) | null
  title?: string
}

function Field({ field: { name, shown, kind, copy, title } }: { field: Field }) {
  const written = useShown()
  return (
    <div className="grid min-h-8 items-center gap-x-3 px-5 py-0.5 hover:bg-hover max-sm:py-1.5 sm:grid-cols-[184px_minmax(0,1fr)]">
      <dt className="truncate font-mono text-xs text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-3">
        <span
          className={`min-w-0 flex-1 font-mono text-xs wrap-anywhere ${kind === 'text' ? '' : 'text-faint'}`}
          title={title}
        >
          <bdi>{written(shown)}</bdi>
        </span>
        {copy && <CopyButton iconOnly label={`Copy ${name}`} text={copy} />}
      </dd>
    </div>
  )
}

/** A member on a line; what is nested one level down (the links) each on its own. What was left out is the context. */
function fieldsOf({ key: name, text }: Member, context: string | null): Field[] {
  if (text === null) {
    const copy = context === null ? null : () => context
    return [{ name, shown: 'In the Context tab', kind: 'aside', copy }]
  }
  const doc = tryIndex(text)
  // Its page was split without judging every value.
  if (!doc) return [{ name, shown: text, kind: 'text', copy: () => text }]
  const nested = kindOf(doc, 0) === 'object' ? [...childrenOf(doc, 0)] : []
  return nested.length === 0
    ? [fieldOf(doc, 0, name)]
    : nested.map((child) => fieldOf(doc, child, `${name}.${keyOf(doc, child)}`))
}

function fieldOf(doc: JsonDocument, node: number, name: string): Field {
  const text = stringValue(doc, node)
  if (text !== null) {
    const ms = name.startsWith('date_') ? Date.parse(text) : Number.NaN
    const start = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
    const shown = text === '' ? '""' : start
    return {
      name,
      shown,
      kind: 'text',
      copy: () => text,
      ...(!Number.isNaN(ms) && { title: describeTime(ms) }),
    }
  }
  if (isContainer(doc, node)) {
    return {
      name,
      shown: countOf(at(doc.counts, node), 'item'),
      kind: 'aside',
      copy: () => prettyPrint(doc, node),
    }
  }
  const shown = nodeText(doc, node)
  return { name, shown, kind: shown === 'null' ? 'aside' : 'text', copy: () => shown }
}
