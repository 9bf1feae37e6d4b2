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
  /** Masks text from outside. Before it is escaped: what is escaped is not recognized as a number. */
  mask: (text: string) => string
}

/** Formats a story for a ticket: Markdown, times with their offset from UTC, and a link to the run. */
export function formatTicket({ sentences, ending }: Story, details: TicketDetails): string {
  const { flow, mask, zone } = details
  // Masked first: where numbers get names, it has the first one.
  const contact = details.contact === null ? 'none' : escapeMarkdown(mask(details.contact))
  const start = sentences[0]?.timestamp ?? null
  const lines = sentences.map(({ timestamp, segments, widget, subflow }, i) => {
    const within = subflow === null ? '' : ` in ${code(subflow, mask)}`
    const where = widget === null ? '' : ` (${code(widget, mask)}${within})`
    return `${i + 1}. ${timestamp === null ? '' : `${formatTime(timestamp, zone)}: `}${formatSegments(segments, mask)}${where}`
  })
  const flowName = flow.name === null ? '' : `${escapeMarkdown(mask(flow.name))} `
  const decisiveStep = details.stepLink === null ? '' : ` ([step](${details.stepLink}))`
  return [
    `**Flow** ${flowName}\`${flow.sid}\``,
    `**Engagement** \`${details.engagementSid}\``,
    `**Contact** ${contact}`,
    `**Status** ${details.status === null ? 'unknown' : escapeMarkdown(details.status)}${start === null ? '' : `, started ${formatTime(start, zone)}`}`,
    ...(ending ? [`**Outcome** ${formatSegments(ending.segments, mask)}${decisiveStep}`] : []),
    '',
    ...lines,
    '',
    details.link,
    '',
  ].join('\n')
}

export function formatSegments(
  segments: readonly Segment[],
  mask: TicketDetails['mask'] = (text) => text,
): string {
  return segments
    .map((segment) => {
      if (typeof segment === 'string') return segment
      if ('quote' in segment) return `“${escapeMarkdown(mask(segment.quote))}”`
      if ('name' in segment) return code(segment.name, mask)
      return `[error ${segment.errorCode}](${errorCodeUrl(segment.errorCode)})`
    })
    .join('')
}

/** "2026-11-03 09:12:45 UTC+1" */
function formatTime(ms: number, zone: TimeZone): string {
  const local = new Date(toZoned(ms, zone)).toISOString().slice(0, 19).replace('T', ' ')
  return `${local} ${formatUtcOffset(ms, zone)}`
}

/** Escapes text from outside, so that it cannot become markup, break the line or hide anything. It never starts a line, so few characters need escapes: an ampersand only where it would start a character reference, such as “&#8203;”. */
function escapeMarkdown(text: string): string {
  const lines = text.split(/[\r\n\u2028\u2029]+/)
  const line = lines.length === 1 ? text : lines.map((each) => each.trim()).join(' / ')
  return escapeControlChars(line).replaceAll(/[\\`*_[\]<>|~]|&(?=#?\w+;)/g, (char) => `\\${char}`)
}

function code(text: string, mask: TicketDetails['mask']): string {
  return `\`${escapeControlChars(mask(text)).replaceAll('`', "'")}\``
}

/** Writes control and formatting characters as code points: they could reverse the line or be invisible. */
function escapeControlChars(text: string): string {
  return text.replaceAll(/\p{RGI_Emoji_Tag_Sequence}|[\p{Cc}\p{Cf}\p{Cs}]/gv, (unit) =>
    // Zero-width joiners stay: they combine emoji. So do the tags of flags.
    unit === '\u200d' || unit.length > 2
      ? unit
      : `U+${(unit.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
