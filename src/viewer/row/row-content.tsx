import { ChevronRight } from 'lucide'

import type { JsonDocument, JsonKind } from '#json/parse/document.ts'
import { Icon } from '#ui/icon.tsx'
import { HighlightedText } from '#ui/text/highlighted-text.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { previewText, formatSize, titleText, type JsonRowData, type ValueHint } from './row-data.ts'

const indentWidth = 16
/** Deeper levels are not indented further. They show their level as text. */
const maxIndents = 12

const colours: Record<JsonKind, string> = {
  object: 'text-faint',
  array: 'text-faint',
  string: 'text-json-string',
  number: 'text-json-number',
  true: 'text-json-bool',
  false: 'text-json-bool',
  null: 'text-json-null italic',
}

type RowContentProps = {
  doc: JsonDocument
  node: number
  data: JsonRowData
  /** From 1. */
  level: number
  /** Number of members or items of the JSON in this string; null for any other value. */
  embeddedCount: number | null
  isExpandable: boolean
  isExpanded: boolean
  /** Number of matches in its collapsed subtree. */
  hiddenMatchCount: number
  highlight: RegExp | null
  hint: ValueHint | null
}

/** Indentation of a row, in px. */
export function rowIndent(level: number): number {
  return 8 + indentCount(level) * indentWidth
}

function indentCount(level: number): number {
  return Math.min(level - 1, maxIndents)
}

/**
 * The visual content of a row. It is `aria-hidden`, because the row's accessible name already holds key and value. Size,
 * preview, level and notes come from attributes, so that text and name agree (WCAG 2.5.3) and selecting rows copies
 * only keys and values.
 */
export function RowContent(props: RowContentProps) {
  const { data, level, isExpandable, isExpanded, hiddenMatchCount, highlight, embeddedCount, hint } = props
  const displayText = useDisplayText()
  return (
    <span aria-hidden className="contents">
      <span
        // One-pixel indent guides, one per level, as one element.
        className="pointer-events-none absolute inset-y-0 left-3.75 bg-[linear-gradient(to_right,var(--color-line)_1px,transparent_1px)]"
        style={{ width: indentCount(level) * indentWidth, backgroundSize: `${indentWidth}px 100%` }}
      />
      <span
        data-fold={isExpandable || undefined}
        className="relative flex h-full w-5 shrink-0 items-center text-faint"
      >
        {isExpandable && (
          <Icon
            icon={ChevronRight}
            size={14}
            className={`transition-transform duration-100 ${isExpanded ? 'rotate-90' : ''}`}
          />
        )}
      </span>
      {level - 1 > maxIndents && (
        <AttributeText text={`level ${level}`} className="mr-2 shrink-0 text-2xs text-faint" />
      )}
      <span className={`max-w-[60%] shrink-0 truncate ${data.isPosition ? 'text-faint' : 'text-json-key'}`}>
        <HighlightedMatch text={data.key} pattern={highlight} />
      </span>
      <span className="shrink-0 text-faint">: </span>
      {embeddedCount !== null && (
        <AttributeText
          text={embeddedCount === 0 ? 'empty JSON' : 'JSON'}
          className="mr-1.5 shrink-0 rounded-sm border border-line-strong px-1 font-sans text-2xs leading-4 text-muted"
        />
      )}
      <Value {...props} />
      {hint && (
        <AttributeText
          text={displayText(hint.note)}
          title={displayText(hint.note)}
          className="min-w-16 shrink-[2] truncate pl-3 font-sans text-2xs text-faint"
        />
      )}
      {hiddenMatchCount > 0 && (
        <AttributeText
          text={String(hiddenMatchCount)}
          className="ml-2 shrink-0 rounded-sm bg-mark px-1 font-sans text-2xs text-ink tabular-nums"
        />
      )}
    </span>
  )
}

function Value({ doc, node, data, isExpanded, highlight }: RowContentProps) {
  const displayText = useDisplayText()
  const { kind, value } = data
  switch (kind) {
    case 'object':
    case 'array': {
      if (data.count === 0) return <span className="text-faint">{kind === 'object' ? '{}' : '[]'}</span>
      const size = `${kind === 'object' ? '{…}' : '[…]'} ${formatSize(data)}`
      return (
        <span
          data-aside={isExpanded ? formatSize(data) : size}
          data-preview={isExpanded ? undefined : displayText(previewText(doc, node))}
          className={`min-w-0 truncate text-faint before:content-[attr(data-aside)] ${isExpanded ? '' : 'after:ml-3 after:content-[attr(data-preview)]'}`}
        />
      )
    }
    case 'string':
      return (
        <span
          className={`min-w-0 truncate ${colours.string}`}
          title={value.length > 30 ? displayText(titleText(doc, node)) : undefined}
        >
          "<HighlightedMatch text={value} pattern={highlight} />"
        </span>
      )
    case 'number':
    case 'true':
    case 'false':
    case 'null':
      return (
        <span
          className={`min-w-0 truncate ${colours[kind]}`}
          title={value.length > 30 ? displayText(titleText(doc, node)) : undefined}
        >
          <HighlightedMatch text={value} pattern={highlight} />
        </span>
      )
  }
}

/** A key or value with its first match highlighted. */
function HighlightedMatch({ text, pattern }: { text: string; pattern: RegExp | null }) {
  const found = pattern?.exec(text)
  return found && found[0] !== '' ? (
    <HighlightedText text={text} start={found.index} end={found.index + found[0].length} />
  ) : (
    <UntrustedText text={text} />
  )
}

/**
 * A visual note rendered from an attribute. What the row's accessible name says in other words must not be text of the
 * row (WCAG 2.5.3), and must not be copied with it.
 */
export function AttributeText({
  text,
  className,
  title,
}: {
  text: string
  className: string
  title?: string | undefined
}) {
  return <span data-aside={text} title={title} className={`${className} before:content-[attr(data-aside)]`} />
}
