import { useMemo } from 'react'

import { countOf } from '#display/count.ts'
import { showUnseen } from '#ui/unseen.ts'
import { describeTime } from '#display/time.ts'
import {
  childrenOf,
  indexJson,
  isContainer,
  keyOf,
  kindOf,
  nodeText,
  stringValue,
  type JsonDocument,
} from '#json/document.ts'
import { prettyPrint } from '#json/pretty.ts'
import { CopyButton } from '#ui/copy-button.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabWaiting } from './tab-waiting.tsx'
import type { Run } from './use-engagement.ts'

/** Every field Twilio sent of the engagement, in its order and as it came, each to be copied. */
export function DetailsTab({ run: { engagement, asked } }: { run: Run }) {
  const doc = useMemo(() => engagement && tryIndex(engagement.text), [engagement])
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
      {doc && (
        // Nothing but buttons takes the focus in here, so the scroller does.
        <div
          tabIndex={0}
          role="group"
          aria-label="Details"
          className="focus-ring-inset min-h-0 flex-1 overflow-y-auto"
        >
          <dl className="py-2">
            {fieldsOf(doc).map((field) => (
              <Field key={field.name} field={field} />
            ))}
          </dl>
        </div>
      )}
      {engagement && !doc && (
        <pre className="overflow-auto p-5 font-mono text-xs">{showUnseen(engagement.text)}</pre>
      )}
      {!engagement && !asked.problem && <TabWaiting what="Reading the details" />}
    </>
  )
}

type Field = {
  name: string
  shown: string
  kind: 'text' | 'aside'
  copy: () => string
  title?: string
}

function Field({ field: { name, shown, kind, copy, title } }: { field: Field }) {
  return (
    <div className="grid min-h-8 items-center gap-x-3 px-5 py-0.5 hover:bg-hover max-sm:py-1.5 sm:grid-cols-[184px_minmax(0,1fr)]">
      <dt className="truncate font-mono text-xs text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-3">
        <span
          className={`min-w-0 flex-1 font-mono text-xs wrap-anywhere ${kind === 'text' ? '' : 'text-faint'}`}
          title={title}
        >
          <bdi>{shown}</bdi>
        </span>
        <CopyButton iconOnly label={`Copy ${name}`} text={copy} />
      </dd>
    </div>
  )
}

/** The members of the engagement; what is nested one level down (the links) each on its own line, the context as one. */
function fieldsOf(doc: JsonDocument): Field[] {
  return [...childrenOf(doc, 0)].flatMap((node) => {
    const name = keyOf(doc, node) ?? ''
    if (kindOf(doc, node) !== 'object' || name === 'context') return [fieldOf(doc, node, name)]
    const nested = [...childrenOf(doc, node)]
    return nested.length === 0
      ? [fieldOf(doc, node, name)]
      : nested.map((child) => fieldOf(doc, child, `${name}.${keyOf(doc, child)}`))
  })
}

function fieldOf(doc: JsonDocument, node: number, name: string): Field {
  const text = stringValue(doc, node)
  if (text !== null) {
    const ms = name.startsWith('date_') ? Date.parse(text) : Number.NaN
    const shown = text === '' ? '""' : showUnseen(text)
    return {
      name,
      shown,
      kind: 'text',
      copy: () => text,
      ...(!Number.isNaN(ms) && { title: describeTime(ms) }),
    }
  }
  if (isContainer(doc, node)) {
    const size = [...childrenOf(doc, node)].length
    return {
      name,
      shown: `${countOf(size, 'item')}, in the Context tab`,
      kind: 'aside',
      copy: () => prettyPrint(doc, node),
    }
  }
  const shown = nodeText(doc, node)
  return { name, shown, kind: shown === 'null' ? 'aside' : 'text', copy: () => shown }
}

function tryIndex(text: string): JsonDocument | null {
  try {
    const doc = indexJson(text)
    return kindOf(doc, 0) === 'object' ? doc : null
  } catch {
    return null
  }
}
