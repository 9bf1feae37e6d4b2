import type { TimeRange } from '#format/time/time-range.ts'
import { formatUtcTime } from '#format/time/utc-time.ts'
import type {
  ContactMatch,
  ContextPredicate,
  DurationRange,
  ExitPredicate,
  Term,
  Predicate,
} from '#search/query/predicates.ts'
import type { NationalNumber } from '#search/phone/phone.ts'
import { formatUserPath } from '#search/syntax/user-path.ts'

/** "The contact" and "contains “refund”". */
type Clause = readonly [subject: string, predicate: string]

/** Describes a term in a sentence. Only the predicates are used, so the sentence says exactly what is searched. */
export function describeTerm({ isNegated, predicates }: Pick<Term, 'isNegated' | 'predicates'>): string {
  const byPredicate = Map.groupBy(predicates.map(describePredicate), ([, predicate]) => predicate)
  const sentence = [...byPredicate]
    .map(([predicate, clauses]) => `${clauses.map(([subject]) => subject).join(' or ')} ${predicate}`)
    .join(' or ')
  return isNegated
    ? `Excludes runs where ${sentence}.`
    : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

function describePredicate(predicate: Predicate): Clause {
  switch (predicate.on) {
    case 'status':
      return ['the status', `is “${predicate.status}”`]
    case 'channel':
      return ['the channel', `is ${predicate.channel}`]
    case 'contact':
      return describeContact(predicate.match)
    case 'sid':
      return ['the engagement', `is ${predicate.sid}`]
    case 'started':
      return ['the start time', describeStart(predicate)]
    case 'duration':
      return ['the duration', describeDuration(predicate)]
    case 'ended':
      return ['the last widget that ran', `is “${predicate.widget}”`]
    case 'exit':
      return ['a step', describeExit(predicate)]
    case 'steps-missing':
      return ['the steps', 'are not loaded']
    case 'context':
      return describeContext(predicate)
  }
}

function describeContact(match: ContactMatch): Clause {
  if ('equals' in match) return ['the contact', `is “${match.equals}”`]
  if ('contains' in match) return ['the contact', `contains “${match.contains}”`]
  return ['the contact’s number', describeNumber(match)]
}

/** Whether only one country has the number. */
const isWhole = ({ callingCodes }: NationalNumber) => callingCodes.length === 1

function describeNumber(match: Exclude<ContactMatch, { equals: string } | { contains: string }>): string {
  if ('endsWith' in match) return `ends in ${match.endsWith.join(' or ')}`
  if ('startsWith' in match) return `starts with ${match.startsWith.map((each) => `+${each}`).join(' or ')}`
  const whole = match.numbers
    .filter(isWhole)
    .map(({ callingCodes, national }) => `+${callingCodes[0]}${national}`)
  const others = match.numbers.filter((each) => !isWhole(each))
  const national = others.map((each) => each.national)
  const hasAreaCode = others.some(({ callingCodes }) => callingCodes.some(({ length }) => length > 3))
  const code = hasAreaCode ? 'country code, and area code if it lacks one' : 'country code'
  return `is ${[...(national.length === 0 ? [] : [`${national.join(' or ')} after a ${code}`]), ...whole].join(' or ')}`
}

function describeExit({ widget, event, next }: ExitPredicate): string {
  const to = next === null ? ' on' : ` to “${next}”`
  return `leads from “${widget}”${to}${event === null ? '' : ` by “${event}”`}`
}

function describeStart({ from, to }: TimeRange): string {
  const since = from === null ? [] : [`${formatUtcTime(from)} or later`]
  const until = to === null ? [] : [`before ${formatUtcTime(to)}`]
  return `is ${[...since, ...until].join(' and ') || 'any time'}`
}

function describeDuration({ minSeconds, maxSeconds }: DurationRange): string {
  const min = minSeconds === null ? [] : [`${describeSeconds(minSeconds)} or more`]
  const max = maxSeconds === null ? [] : [`${describeSeconds(maxSeconds)} or less`]
  return `is ${[...min, ...max].join(' and ') || 'of any length'}`
}

const durationUnits = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3600 },
  { name: 'min', seconds: 60 },
] as const

/** "1 h", "90 s": exact, in the largest unit that divides it. */
function describeSeconds(seconds: number): string {
  const unit = durationUnits.find((each) => seconds > 0 && seconds % each.seconds === 0)
  return unit ? `${seconds / unit.seconds} ${unit.name}` : `${seconds} s`
}

function describeContext({ path, text, isExact }: ContextPredicate): Clause {
  const location = path === null ? 'in the context' : `at ${formatUserPath(path)}`
  if (text === null) return ['there', `is a value ${location}`]
  if (isExact) {
    const equals = text === '' ? 'is the empty string' : `equals “${text}”`
    return [`${path === null ? 'a' : 'the'} value ${location}`, equals]
  }
  return [path === null ? 'the context' : `the value ${location}`, `contains “${text}”`]
}
