import { formatUtcOffset, toZoned, type TimeZone } from '#format/time/time-zone.ts'

import type { Segment } from './sentence-parts.ts'
import type { Story } from './build-story.ts'
import { errorCodeUrl } from './twilio-error-codes.ts'

export type TicketDetails = {
  /** The flow's name where it is known, and its SID. */
  flow: { name: string | null; sid: string }
  engagementSid: string
  contact: string | null
  status: string | null
  /** The URL of the engagement in Flowdesk. */
  link: string
  /** The URL of the step that decided how the run ended; null without one. */
  stepLink: string | null
  /** The zone of all times. */
  zone: TimeZone
}

/** Formats a story for a ticket: Markdown, times with their offset from UTC, and a link to the run. */
export function formatTicket({ sentences, ending }: Story, details: TicketDetails): string {
  const start = sentences[0]?.timestamp ?? null
  const lines = sentences.map(({ timestamp, segments, widget, subflow }, i) => {
    const within = subflow === null ? '' : ` in \`${escapeCode(subflow)}\``
    const where = widget === null ? '' : ` (\`${escapeCode(widget)}\`${within})`
    return `${i + 1}. ${timestamp === null ? '' : `${formatTime(timestamp, details.zone)}: `}${formatSegments(segments)}${where}`
  })
  const flowName = details.flow.name === null ? '' : `${escapeMarkdown(details.flow.name)} `
  const decisiveStep = details.stepLink === null ? '' : ` ([step](${details.stepLink}))`
  return [
    `**Flow** ${flowName}\`${details.flow.sid}\``,
    `**Engagement** \`${details.engagementSid}\``,
    `**Contact** ${details.contact === null ? 'none' : escapeMarkdown(details.contact)}`,
    `**Status** ${details.status === null ? 'unknown' : escapeMarkdown(details.status)}${start === null ? '' : `, started ${formatTime(start, details.zone)}`}`,
    ...(ending ? [`**Outcome** ${formatSegments(ending.segments)}${decisiveStep}`] : []),
    '',
    ...lines,
    '',
    details.link,
    '',
  ].join('\n')
}

export function formatSegments(segments: readonly Segment[]): string {
  return segments
    .map((segment) => {
      if (typeof segment === 'string') return segment
      if ('quote' in segment) return `“${escapeMarkdown(segment.quote)}”`
      if ('name' in segment) return `\`${escapeCode(segment.name)}\``
      return `[error ${segment.errorCode}](${errorCodeUrl(segment.errorCode)})`
    })
    .join('')
}

/** "2026-11-03 09:12:45 UTC+1" */
function formatTime(ms: number, zone: TimeZone): string {
  const local = new Date(toZoned(ms, zone)).toISOString().slice(0, 19).replace('T', ' ')
  return `${local} ${formatUtcOffset(ms, zone)}`
}

/** Escapes text from outside, so that it cannot become markup, break the line or hide anything. It never starts a line, so few characters need escapes. */
function escapeMarkdown(text: string): string {
  const lines = text.split(/[\r\n\u2028\u2029]+/)
  const line = lines.length === 1 ? text : lines.map((each) => each.trim()).join(' / ')
  return escapeControlChars(line).replaceAll(/[\\`*_[\]<>|~]/g, (char) => `\\${char}`)
}

function escapeCode(text: string): string {
  return escapeControlChars(text).replaceAll('`', "'")
}

/** Writes control and formatting characters as code points: they could reverse the line or be invisible. */
function escapeControlChars(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (unit) =>
    // Zero-width joiners stay: they combine emoji.
    unit === '\u200d' ? unit : `U+${(unit.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
