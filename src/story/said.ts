import { formatDuration } from '#display/duration.ts'

import type { Visit } from './visits.ts'

/** A piece of a sentence: our words, somebody else's (shown in quotation marks), or a name out of the flow. */
export type Words = string | { quote: string } | { name: string }

/** What may end a run before what it was made for. */
export type Trouble = 'no reply' | 'hang-up' | 'failed request' | 'not delivered' | 'failed'

export type Said = { words: Words[]; trouble: Trouble | null }

/** Longer quotations are cut: the context has them whole. UTF-16 units. */
const longestQuote = 300

/** How one kind of widget is told; null for an event it does not know. */
export type Template = (visit: Visit, event: string) => Said | null

/** What the step's own widget left. */
export function at({ known, step }: Visit, ...path: string[]): string | null {
  return step.transitioned_from === null ? null : known.text('widgets', step.transitioned_from, ...path)
}

export function widget({ step }: Visit): Words {
  return step.transitioned_from === null ? 'a widget' : name(step.transitioned_from)
}

export function media({ known }: Visit, ...path: string[]): string {
  const count = Number(known.text(...path, 'NumMedia') ?? 0)
  if (!(count > 0)) return ''
  return count === 1 ? ' with an attachment' : ` with ${count} attachments`
}

export function after({ took }: Visit): string {
  return took !== null && took >= 1000 ? ` after ${formatDuration(took)}` : ''
}

export function within({ took }: Visit): string {
  return took !== null && took >= 1000 ? ` within ${formatDuration(took)}` : ''
}

/** "language “en”, source “sms” and 2 more" */
export function list(entries: readonly (readonly [string, string])[]): Words[] {
  const shown = entries.slice(0, 4)
  const words = shown.flatMap(([key, value], i): Words[] => [
    ...(i > 0 ? [', '] : []),
    name(key),
    ' ',
    quote(value, ''),
  ])
  return entries.length > shown.length ? [...words, ` and ${entries.length - shown.length} more`] : words
}

/** @param otherwise our own words, for what is not known */
export function quote(text: string | null, otherwise: string, longest = longestQuote): Words {
  if (text === null) return otherwise
  if (text.length <= longest) return { quote: text }
  return { quote: `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` }
}

export function name(text: string): Words {
  return { name: text }
}

export function fine(...words: Words[]): Said {
  return { words: words.filter((word) => word !== ''), trouble: null }
}

export function trouble(kind: Trouble, ...words: Words[]): Said {
  return { words: words.filter((word) => word !== ''), trouble: kind }
}
