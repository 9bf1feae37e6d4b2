import { useMemo } from 'react'

import { pluralize } from '#format/count.ts'
import { cutBeforeMask } from '#format/cut-text.ts'
import { describeTime, parseTime } from '#format/time/time.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import { getOrThrow } from '#json/parse/get-or-throw.ts'
import {
  childrenOf,
  isContainer,
  type JsonDocument,
  keyOf,
  kindOf,
  nodeText,
  stringValue,
} from '#json/parse/document.ts'
import { tryParse } from '#json/embedded/embedded-json.ts'
import type { RawEntry } from '#json/parse/raw-entries.ts'
import { prettyPrint } from '#json/print/pretty-print.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { MissingPlace } from '#pages/engagement/shared/missing-place.tsx'
import { linkedPlaceClass, usePlace } from '#pages/engagement/shared/place.ts'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { shownInstead, type EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

/** Every field of the engagement as Twilio sent it, in Twilio's order, each with a copy button. */
export function DetailsTab({ run: { engagement, request, context } }: { run: EngagementData }) {
  const zone = useTimeZone()
  const { field: linkedField } = useUrlState()
  const fields = useMemo(
    () => engagement?.entries.flatMap((member) => toFields(member, context.data?.text ?? null, zone)),
    [engagement, context.data, zone],
  )
  return (
    <>
      {request.problem && (
        <ProblemView
          problem={request.problem}
          title={
            engagement
              ? `The details couldn’t be refreshed; these are ${shownInstead(request.data === null)}`
              : 'The engagement couldn’t be loaded'
          }
          onRetry={request.retry}
          variant={engagement ? 'banner' : 'page'}
        />
      )}
      {fields && linkedField !== null && !fields.some(({ name }) => name === linkedField) && (
        <MissingPlace noun="field" place={linkedField}>
          isn’t part of this run.
        </MissingPlace>
      )}
      {fields && (
        // Only buttons in here take the focus, so the scroll container does too: arrow keys can scroll it.
        <div
          tabIndex={0}
          role="group"
          aria-label="Details"
          className="focus-ring-inset min-h-0 flex-1 overflow-y-auto"
        >
          <dl className="py-2">
            {fields.map((field, i) => (
              // Keys may repeat.
              // oxlint-disable-next-line react/no-array-index-key
              <DetailField key={i} field={field} isLinked={field.name === linkedField} />
            ))}
          </dl>
        </div>
      )}
      {!engagement && !request.problem && <TabSkeleton label="Loading the details" />}
    </>
  )
}

/** Max length of a displayed text, in UTF-16 units; a context may be one string of 5 MB. */
const maxTextLength = 2000

type DetailField = {
  name: string
  value: string
  kind: 'text' | 'note'
  /** Null when there is nothing to copy. */
  copy: (() => string) | null
  title?: string
}

function DetailField({ field, isLinked }: { field: DetailField; isLinked: boolean }) {
  const { name, value, kind, copy, title } = field
  const displayText = useDisplayText()
  return (
    <div
      {...usePlace({ field: name }, isLinked)}
      tabIndex={-1}
      className={`focus-ring-inset grid min-h-8 items-center gap-x-3 px-5 py-0.5 max-sm:py-1.5 sm:grid-cols-[184px_minmax(0,1fr)] ${isLinked ? linkedPlaceClass : 'hover:bg-hover'}`}
    >
      <dt className="truncate font-mono text-xs text-muted">{displayText(name)}</dt>
      <dd className="flex min-w-0 items-center gap-3">
        <span
          className={`min-w-0 flex-1 font-mono text-xs wrap-anywhere ${kind === 'text' ? '' : 'text-faint'}`}
          title={title}
        >
          <bdi>{displayText(value)}</bdi>
        </span>
        {copy && <CopyButton iconOnly label={`Copy ${displayText(name)}`} text={copy} />}
      </dd>
    </div>
  )
}

/** One field per member; the members of a nested object (the links) are fields of their own. A member without text is the context. */
export function toFields(
  { key: name, text }: RawEntry,
  context: string | null,
  zone: TimeZone,
): DetailField[] {
  if (text === null) {
    const copy = context === null ? null : () => context
    return [{ name, value: 'In the Context tab', kind: 'note', copy }]
  }
  const doc = tryParse(text)
  // Pages are split without validating every value, so this one may not be JSON.
  if (!doc) return [{ name, value: text, kind: 'text', copy: () => text }]
  const nested = kindOf(doc, 0) === 'object' ? [...childrenOf(doc, 0)] : []
  return nested.length === 0
    ? [toField(doc, 0, name, zone)]
    : nested.map((child) => toField(doc, child, `${name}.${keyOf(doc, child)}`, zone))
}

function toField(doc: JsonDocument, node: number, name: string, zone: TimeZone): DetailField {
  const text = stringValue(doc, node)
  if (text !== null) {
    const ms = name.startsWith('date_') ? parseTime(text) : null
    const value = text === '' ? '""' : cutBeforeMask(text, maxTextLength)
    return {
      name,
      value,
      kind: 'text',
      copy: () => text,
      ...(ms !== null && { title: describeTime(ms, zone) }),
    }
  }
  if (isContainer(doc, node)) {
    return {
      name,
      value: pluralize(getOrThrow(doc.childCounts, node), 'item'),
      kind: 'note',
      copy: () => prettyPrint(doc, node),
    }
  }
  const value = nodeText(doc, node)
  return { name, value, kind: value === 'null' ? 'note' : 'text', copy: () => value }
}
