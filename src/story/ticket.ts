import type { Words } from './said.ts'
import type { Story } from './tell.ts'

export type TicketFacts = {
  engagementSid: string
  contact: string | null
  status: string | null
  /** The address of the engagement in Flowdesk. */
  link: string
}

/** A story to be pasted into a ticket: Markdown, times in UTC, and the link to the run. */
export function printTicket({ sentences, ending }: Story, facts: TicketFacts): string {
  const start = sentences[0]?.at ?? null
  const lines = sentences.map(({ at, words, widget, subflow }, i) => {
    const within = subflow === null ? '' : ` in \`${codeText(subflow)}\``
    const where = widget === null ? '' : ` (\`${codeText(widget)}\`${within})`
    return `${i + 1}. ${at === null ? '' : `${printTime(at)}: `}${printWords(words)}${where}`
  })
  return [
    `**Engagement** \`${facts.engagementSid}\``,
    `**Contact** ${facts.contact === null ? 'none' : plain(facts.contact)}`,
    `**Status** ${facts.status === null ? 'unknown' : plain(facts.status)}${start === null ? '' : `, started ${printTime(start)}`}`,
    ...(ending ? [`**How it stands** ${printWords(ending.words)}`] : []),
    '',
    ...lines,
    '',
    facts.link,
    '',
  ].join('\n')
}

export function printWords(words: readonly Words[]): string {
  return words
    .map((word) => {
      if (typeof word === 'string') return word
      return 'quote' in word ? `“${plain(word.quote)}”` : `\`${codeText(word.name)}\``
    })
    .join('')
}

function printTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** Somebody's text between our words: it can neither become markup (never at a line's start, it needs few escapes for that) nor break the line, nor hide anything. */
function plain(text: string): string {
  return visible(text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' / ')).replaceAll(
    /[\\`*_[\]<>|~]/g,
    (sign) => `\\${sign}`,
  )
}

function codeText(text: string): string {
  return visible(text).replaceAll('`', "'")
}

/** Control and formatting characters, which may turn a line round or hide in it, written out. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (unit) =>
    // A joiner makes one emoji of several.
    unit === '\u200d' ? unit : `U+${(unit.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
