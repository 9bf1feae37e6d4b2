import { engagementStatuses } from '#contract/engagement.ts'

import { channels } from './channel.ts'
import { parseDurationRange } from './duration-range.ts'
import type { Field, Value } from './grammar.ts'
import { readPasted } from './pasted.ts'
import { readContact } from './read-contact.ts'
import { heldAnywhere, type Read } from './read.ts'
import { trimInvisible } from './visible-text.ts'
import { parseUtcTime } from './utc-time.ts'

/** What follows the name of a field. */
export function readField(field: Field, value: Value): Read {
  const text = trimInvisible(value.text)
  switch (field) {
    case 'status':
      return readStatus(text)
    case 'channel':
      return readChannel(text)
    case 'contact':
      return readContact(value)
    case 'sid':
      return readSid(text)
    case 'after':
    case 'before':
      return readTime(field, text)
    case 'duration':
      return readDuration(text)
  }
}

/** Twilio may name a status it never named before, so any word is one, but for the beginning of a known one. */
function readStatus(text: string): Read {
  const status = text.toLowerCase()
  const known = engagementStatuses.find((each) => each === status)
  if (known !== undefined) return { tests: [{ on: 'status', status: known }] }
  if (engagementStatuses.some((each) => each.startsWith(status))) {
    return { problem: `status:${text} asks for nothing yet: write status:active or status:ended.` }
  }
  return {
    tests: [{ on: 'status', status: text }],
    remark: 'Twilio itself names only “active” and “ended”.',
  }
}

function readChannel(text: string): Read {
  const names = text.toLowerCase().split(',')
  const unknown = names.find((name) => !channels.some((channel) => channel === name))
  if (unknown !== undefined) {
    return {
      problem: `There is no channel “${unknown}”: write ${channels.slice(0, -1).join(', ')} or ${channels.at(-1)}.`,
    }
  }
  const named = channels.filter((channel) => names.includes(channel))
  return { tests: named.map((channel) => ({ on: 'channel', channel })) }
}

function readSid(text: string): Read {
  const pasted = readPasted(text)
  switch (pasted?.what) {
    case 'engagement':
      return { tests: [{ on: 'sid', sid: pasted.sid }], target: pasted.target }
    case 'flow':
      return {
        problem: 'That is the SID of a flow; after sid: stands that of an engagement, FN and 32 digits.',
      }
    case 'sid':
      return { tests: heldAnywhere(pasted.sid) }
    case undefined:
      return {
        problem: `“${text}” is no SID: two capital letters and 32 hexadecimal digits (0–9, a–f) make one.`,
      }
  }
}

function readTime(field: 'after' | 'before', text: string): Read {
  const ms = parseUtcTime(text)
  if (ms === null) {
    return {
      problem: `“${text}” is no date: write ${field}:2026-11-03 or ${field}:2026-11-03T09:12, in UTC unless a zone follows (+01:00).`,
    }
  }
  const range = field === 'after' ? { from: ms, to: null } : { from: null, to: ms }
  return { tests: [{ on: 'started', ...range }] }
}

function readDuration(text: string): Read {
  const range = parseDurationRange(text)
  return range
    ? { tests: [{ on: 'duration', ...range }] }
    : {
        problem: `“${text}” is no range of durations: write duration:60.. for 60 seconds or more, duration:..5m for at most 5 minutes, or duration:1m..1h.`,
      }
}
