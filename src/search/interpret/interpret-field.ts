import { engagementStatuses } from '#contract/run-source.ts'
import { channels } from '#contract/channel.ts'
import { parseUtcTime } from '#format/time/utc-time.ts'
import { removeInvisible, trimInvisible } from '#search/phone/normalize-text.ts'
import { dialledWithCallingCode, isInUse } from '#search/phone/numbering-plans.ts'
import { parsePhone, type PhoneQuery } from '#search/phone/phone.ts'
import { parseDurationRange } from '#search/query/duration-range.ts'
import type { ContactMatch, Predicate } from '#search/query/predicates.ts'
import type { SearchFieldName, TokenValue } from '#search/syntax/query-syntax.ts'
import { describeOtherSid } from './describe-sid.ts'
import { findEmails } from './find-emails.ts'
import { findSids, targetOf, type FoundSids, type LinkTarget } from './find-sids.ts'

/** The meaning of one token, or why it is invalid. */
export type Interpretation = ValidInterpretation | InvalidInterpretation

type ValidInterpretation = {
  /** Empty when the token filters nothing; then `remark` says what it is. */
  readonly predicates: readonly Predicate[]
  /** A sentence shown after the description of the predicates. */
  readonly remark?: string
  readonly target?: LinkTarget
}

/** `problem` is a sentence: what is wrong, and what to write instead. */
type InvalidInterpretation = { readonly problem: string }

/** Predicates for a text in the contact's address or in any value of the context. */
export function containsAnywhere(text: string): readonly Predicate[] {
  return [
    { on: 'contact', match: { contains: text } },
    { on: 'context', path: null, text, isExact: false },
  ]
}

/** Interprets the value after a field's name. */
export function interpretField(field: SearchFieldName, value: TokenValue): Interpretation {
  const text = trimInvisible(value.text)
  switch (field) {
    case 'status':
      return interpretStatus(text)
    case 'channel':
      return interpretChannel(text)
    case 'contact':
      return interpretContact(value)
    case 'sid':
      return interpretSid(text)
    case 'after':
    case 'before':
      return interpretTime(field, text)
    case 'duration':
      return interpretDuration(text)
    case 'passed':
      return isExit(value) ? interpretExit(value) : interpretWidget(field, value, passedWidget)
    case 'ended':
      return interpretWidget(field, value, endedAtWidget)
  }
}

/** Interprets the name of a widget: as typed, since names that differ in case are different widgets. */
function interpretWidget(
  field: SearchFieldName,
  { matchMode, text: typed }: TokenValue,
  interpret: (widget: string) => ValidInterpretation,
): Interpretation {
  const widget = matchMode === 'bare' ? trimInvisible(typed) : typed
  if (widget === '')
    return { problem: `Write a widget’s name after ${field}: as Studio shows it, in upper and lower case.` }
  return interpret(widget)
}

/** A widget that ran mostly leaves a value under its name, even when it failed; what leaves none is not known. */
const passedWidget = (widget: string): ValidInterpretation => ({
  predicates: [{ on: 'context', path: ['widgets', widget], text: null, isExact: false }],
  remark: 'A widget that ran has left it; one that leaves none isn’t found.',
})

/** `ask>bye`. After `:=` all is the name of a widget, even a `>`. */
const isExit = ({ matchMode, text }: TokenValue) => matchMode !== 'exact' && text.includes('>')

/** Interprets "widget>next widget" or "widget>event>next widget", where `*` is any. */
function interpretExit({ matchMode, text }: TokenValue): Interpretation {
  const [widget = '', ...rest] = (matchMode === 'bare' ? trimInvisible(text) : text).split('>')
  const [event = '*', next = ''] = rest.length === 1 ? ['*', ...rest] : rest
  if ([widget, event, next].includes('') || widget === '*' || rest.length > 2)
    return {
      problem:
        'Write the next widget after the widget, as in passed:ask>bye, or the event between them, as in passed:ask>timeout>bye. * is any event or widget.',
    }
  return {
    predicates: [{ on: 'exit', widget, event: nullIfAny(event), next: nullIfAny(next) }],
    remark: 'Contexts don’t say it, so only runs whose steps are loaded are checked.',
  }
}

const nullIfAny = (name: string) => (name === '*' ? null : name)

const endedAtWidget = (widget: string): ValidInterpretation => ({
  predicates: [{ on: 'ended', widget }],
  remark: 'Contexts don’t say which was last, so only runs whose steps are loaded are checked.',
})

/** Twilio may add statuses, so any word is accepted, except the start of an existing status: the user is still typing. */
function interpretStatus(text: string): Interpretation {
  const status = text.toLowerCase()
  const existing = engagementStatuses.find((each) => each === status)
  if (existing !== undefined) return { predicates: [{ on: 'status', status: existing }] }
  if (engagementStatuses.some((each) => each.startsWith(status))) {
    return { problem: `status:${text} isn’t complete: write status:active or status:ended.` }
  }
  return {
    predicates: [{ on: 'status', status: text }],
    remark: 'Twilio’s own statuses are “active” and “ended”.',
  }
}

function interpretChannel(text: string): Interpretation {
  const names = text.toLowerCase().split(',')
  const unknown = names.find((name) => !channels.some((channel) => channel === name))
  if (unknown !== undefined) {
    return {
      problem: `There is no channel “${unknown}”: write ${channels.slice(0, -1).join(', ')} or ${channels.at(-1)}.`,
    }
  }
  const selected = channels.filter((channel) => names.includes(channel))
  return { predicates: selected.map((channel) => ({ on: 'channel', channel })) }
}

function interpretSid(text: string): Interpretation {
  const sids = findSids(text)
  if (sids.engagements.length + sids.others.length > 0) return interpretFoundSids(sids)
  return {
    problem:
      sids.flows.length > 0
        ? 'This is a flow SID. Use sid: with an engagement SID: FN and 32 hexadecimal digits.'
        : `“${text}” isn’t a SID. A SID is two capital letters and 32 hexadecimal digits (0–9, a–f).`,
  }
}

/** Runs with one of these SIDs, or else with the last SID of another resource in the contact or the context. */
export function interpretFoundSids(sids: FoundSids): ValidInterpretation {
  const target = targetOf(sids)
  const targetPart = target === null ? {} : { target }
  const other = sids.others.at(-1)
  return sids.engagements.length > 0 || other === undefined
    ? { predicates: sids.engagements.map((sid) => ({ on: 'sid', sid })), ...targetPart }
    : { predicates: containsAnywhere(other), remark: describeOtherSid(other), ...targetPart }
}

function interpretTime(field: 'after' | 'before', text: string): Interpretation {
  const ms = parseUtcTime(text)
  if (ms === null) {
    return {
      problem: `“${text}” isn’t a date: write ${field}:2026-11-03 or ${field}:2026-11-03T09:12, in UTC unless you add a zone (+01:00).`,
    }
  }
  const range = field === 'after' ? { from: ms, to: null } : { from: null, to: ms }
  return { predicates: [{ on: 'started', ...range }] }
}

function interpretDuration(text: string): Interpretation {
  const range = parseDurationRange(text)
  return range
    ? { predicates: [{ on: 'duration', ...range }] }
    : {
        problem: `“${text}” isn’t a duration range: write duration:60.. for 60 seconds or more, duration:..5m for 5 minutes or less, or duration:1m..1h.`,
      }
}

/** Fewer digits in quotes are no phone number. Quotes keep two order numbers apart. */
const minQuotedDigits = 7

/** The phone number of a quoted text; null without one. */
export function parseWholePhone(quoted: string): PhoneQuery | null {
  const phone = parsePhone(quoted)
  return phone !== null && phone.normalized.replaceAll(/\D/g, '').length >= minQuotedDigits ? phone : null
}

/** Interprets the value after `contact:`. The address must contain a phrase as typed, or have its number; it must equal an exact value. */
function interpretContact({ matchMode, text: typed }: TokenValue): Interpretation {
  const text = trimInvisible(typed)
  if (text === '')
    return { problem: 'Write a number, an address or part of one after contact: to search for it.' }
  if (matchMode === 'exact') return { predicates: [contactPredicate({ equals: typed })] }
  if (matchMode === 'phrase') {
    const quoted = parseWholePhone(typed)
    const contains = contactPredicate({ contains: typed })
    return quoted ? interpretPhone(quoted, [contains]) : { predicates: [contains] }
  }
  const address = interpretAddress(text)
  if (address) return address
  const phone = parsePhone(text)
  if (phone) return interpretPhone(phone, [])
  const emails = findEmails(text)
  const contained = emails.length > 0 ? emails : [text]
  return { predicates: contained.map((each) => contactPredicate({ contains: each })) }
}

/** Interprets an address with a scheme, as Twilio or a link writes it; null if the text is not one. */
export function interpretAddress(text: string): Interpretation | null {
  const clean = removeInvisible(text).replace(/^<([^<>]+)>[.,;]?$/, '$1')
  const id = whatsappId.exec(clean)?.[1]
  if (id !== undefined) return interpretWhatsapp(`+${id}`)
  const [, scheme = '', rest = ''] = /^(client|messenger|whatsapp(?!:\s)|sips?):(.*)$/isu.exec(clean) ?? []
  switch (scheme.toLowerCase()) {
    case 'whatsapp':
      return interpretWhatsapp(rest)
    case 'client':
    case 'messenger':
      return rest === '' ? missingAddress(scheme) : { predicates: [contactPredicate({ equals: clean })] }
    case 'sip':
    case 'sips':
      // Twilio stores "sip:anna@example.com" and also "anna@example.com".
      return rest === '' ? missingAddress(scheme) : { predicates: sipPredicates(rest) }
    default:
      return null
  }
}

/** A SIP address, with and without its parameters, and the number that it has before its `@`. */
function sipPredicates(rest: string): Predicate[] {
  const bare = rest.replace(/[;?].*$/su, '')
  const addresses = [...new Set([rest, bare])].filter((each) => each !== '')
  const number = /^\+[^@]*/.exec(bare)?.[0] ?? ''
  return [
    ...addresses
      .flatMap((each) => [each, `sip:${each}`, `sips:${each}`])
      .map((equals) => contactPredicate({ equals })),
    ...(parsePhone(number)?.prefixes ?? []).map((prefix) => contactPredicate({ startsWith: [prefix] })),
  ]
}

/** Runs of a contact with this number, or to which one of the other predicates applies. */
export function interpretPhone(phone: PhoneQuery, others: readonly Predicate[]): ValidInterpretation {
  const { prefixes, numbers, suffixes, extension } = phone
  const predicates = [
    ...(prefixes.length === 0 ? [] : [contactPredicate({ startsWith: prefixes })]),
    ...(numbers.length === 0 ? [] : [contactPredicate({ numbers })]),
    ...(suffixes.length === 0 ? [] : [contactPredicate({ endsWith: suffixes })]),
    ...others,
  ]
  return extension === null
    ? { predicates }
    : { predicates, remark: `The extension ${extension} isn’t searched.` }
}

function interpretWhatsapp(rest: string): Interpretation {
  if (rest === '') return missingAddress('whatsapp')
  const phone = parseWhatsappNumber(rest.replace(/^\/\/send\/?\?phone=/i, ''))
  if (phone === null) return { predicates: [contactPredicate({ contains: `whatsapp:${rest}` })] }
  if (phone.prefixes.length === 0 || phone.suffixes.length > 0) {
    return {
      problem:
        'Use whatsapp: with a full number and its country code, such as whatsapp:+14155550199. For part of a number, write channel:whatsapp and the digits.',
    }
  }
  return { predicates: phone.prefixes.map((each) => contactPredicate({ contains: `whatsapp:+${each}` })) }
}

/** A number after `whatsapp:`, which may lack its plus. */
function parseWhatsappNumber(text: string): PhoneQuery | null {
  const isWithoutPlus = /^\d+$/.test(text) && dialledWithCallingCode(text).some(isInUse)
  return parsePhone(isWithoutPlus ? `+${text}` : text)
}

/** A contact as WhatsApp itself writes it: "447700900123@s.whatsapp.net". */
const whatsappId = /^(\d{7,15})@(?:c\.us|s\.whatsapp\.net)$/i

function missingAddress(scheme: string): Interpretation {
  return {
    problem: `Write the rest of the address after ${scheme}: or use channel:… for all of them.`,
  }
}

const contactPredicate = (match: ContactMatch): Predicate => ({ on: 'contact', match })
