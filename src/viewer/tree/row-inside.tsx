import { ChevronRight } from 'lucide-react'

import type { JsonDocument, JsonKind } from '#json/document.ts'
import { useShown } from '#ui/veil.ts'

import { Aside } from './aside.tsx'
import type { Recognition } from './recognition.ts'
import { previewOf, sizeOf, titleOf, type RowFacts } from './row-facts.ts'
import { ShownMatch } from './shown-match.tsx'

const indentWidth = 16
/** Deeper levels are drawn no further in: they say how deep they are instead. */
const mostIndents = 12

const colours: Record<JsonKind, string> = {
  object: 'text-faint',
  array: 'text-faint',
  string: 'text-json-string',
  number: 'text-json-number',
  true: 'text-json-bool',
  false: 'text-json-bool',
  null: 'text-json-null italic',
}

type RowInsideProps = {
  doc: JsonDocument
  node: number
  facts: RowFacts
  /** From 1. */
  level: number
  /** How many members the JSON in this string has; null for any other value. */
  inside: number | null
  foldable: boolean
  open: boolean
  /** How many matches are folded away below it. */
  hidden: number
  mark: RegExp | null
  recognition: Recognition | null
}

/** How far a row is drawn in, in px. */
export function rowIndent(level: number): number {
  return 8 + indentsOf(level) * indentWidth
}

function indentsOf(level: number): number {
  return Math.min(level - 1, mostIndents)
}

/**
 * What is drawn of a node. Its row's name says it all, in words; this would be read a second time. What the name does
 * not say (size and preview, level, notes) is drawn from attributes, so that text and name agree (WCAG 2.5.3), and a
 * selection of rows copies keys and values only.
 */
export function RowInside(props: RowInsideProps) {
  const { facts, level, foldable, open, hidden, mark, inside, recognition } = props
  const shown = useShown()
  return (
    <span aria-hidden className="contents">
      <span
        // One-pixel guides, one for each level, drawn as one element.
        className="pointer-events-none absolute inset-y-0 left-3.75 bg-[linear-gradient(to_right,var(--color-line)_1px,transparent_1px)]"
        style={{ width: indentsOf(level) * indentWidth, backgroundSize: `${indentWidth}px 100%` }}
      />
      <span
        data-fold={foldable || undefined}
        className="relative flex h-full w-5 shrink-0 items-center text-faint"
      >
        {foldable && (
          <ChevronRight
            size={14}
            className={`transition-transform duration-100 ${open ? 'rotate-90' : ''}`}
          />
        )}
      </span>
      {level - 1 > mostIndents && <Aside text={`level ${level}`} look="mr-2 shrink-0 text-2xs text-faint" />}
      <span className={`max-w-[60%] shrink-0 truncate ${facts.isPosition ? 'text-faint' : 'text-json-key'}`}>
        <ShownMatch text={facts.key} mark={mark} />
      </span>
      <span className="shrink-0 text-faint">: </span>
      {inside !== null && (
        <Aside
          text={inside === 0 ? 'JSON, empty' : 'JSON'}
          look="mr-1.5 shrink-0 rounded-sm border border-line-strong px-1 font-sans text-2xs leading-4 text-muted"
        />
      )}
      <Value {...props} />
      {recognition && (
        <Aside
          text={shown(recognition.note)}
          title={shown(recognition.note)}
          look="min-w-16 shrink-[2] truncate pl-3 font-sans text-2xs text-faint"
        />
      )}
      {hidden > 0 && (
        <Aside
          text={String(hidden)}
          look="ml-2 shrink-0 rounded-sm bg-mark px-1 font-sans text-2xs text-ink tabular-nums"
        />
      )}
    </span>
  )
}

function Value({ doc, node, facts, open, mark }: RowInsideProps) {
  const shown = useShown()
  const { kind, value } = facts
  switch (kind) {
    case 'object':
    case 'array': {
      if (facts.count === 0) return <span className="text-faint">{kind === 'object' ? '{}' : '[]'}</span>
      const size = `${kind === 'object' ? '{…}' : '[…]'} ${sizeOf(facts)}`
      return (
        <span
          data-aside={open ? sizeOf(facts) : size}
          data-preview={open ? undefined : shown(previewOf(doc, node))}
          className={`min-w-0 truncate text-faint before:content-[attr(data-aside)] ${open ? '' : 'after:ml-3 after:content-[attr(data-preview)]'}`}
        />
      )
    }
    case 'string':
      return (
        <span
          className={`min-w-0 truncate ${colours.string}`}
          title={value.length > 30 ? shown(titleOf(doc, node)) : undefined}
        >
          "<ShownMatch text={value} mark={mark} />"
        </span>
      )
    case 'number':
    case 'true':
    case 'false':
    case 'null':
      return (
        <span
          className={`min-w-0 truncate ${colours[kind]}`}
          title={value.length > 30 ? shown(titleOf(doc, node)) : undefined}
        >
          <ShownMatch text={value} mark={mark} />
        </span>
      )
  }
}
