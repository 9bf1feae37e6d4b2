import { matchesWholly } from './whole-match.ts'

/**
 * How Studio compares. Its conditions "are not case-sensitive and automatically trim leading and trailing whitespace
 * characters"; which characters those are, and how letters of other scripts are compared, is not documented. So each
 * condition is evaluated in every way that fits the documentation, and is known only where all agree.
 * @see https://www.twilio.com/docs/studio/widget-library/split-based-on#predicate-definitions
 * @see https://www.twilio.com/docs/studio/user-guide/studio-faq for numbers that are texts
 */
export type Operator = {
  /** What is said of the two sides when the condition holds, and when it does not. */
  holds: string
  fails: string
  /** Whether the condition has a value to compare with. */
  isUnary?: true
  /** null: not certain. */
  test: Compare
  /** Of numbers: the same as texts, where "9" is greater than "10". */
  testTexts?: Compare
}

type Compare = (subject: string, value: string) => boolean | null

/** By a condition's `type`. */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['equal_to', { holds: 'is equal to', fails: 'is not equal to', test: folded((a, b) => a === b) }],
  ['not_equal_to', { holds: 'is not equal to', fails: 'is equal to', test: folded((a, b) => a !== b) }],
  ['matches_any_of', { holds: 'is one of', fails: 'is none of', test: folded(isAnyOf) }],
  [
    'does_not_match_any_of',
    { holds: 'is none of', fails: 'is one of', test: (a, b) => not(folded(isAnyOf)(a, b)) },
  ],
  ['is_blank', { holds: 'is blank', fails: 'is not blank', isUnary: true, test: folded((a) => a === '') }],
  [
    'is_not_blank',
    { holds: 'is not blank', fails: 'is blank', isUnary: true, test: folded((a) => a !== '') },
  ],
  ['regex', { holds: 'matches', fails: 'does not match', test: inAllWays(trims, matchesWholly) }],
  ['contains', { holds: 'contains', fails: 'does not contain', test: folded((a, b) => a.includes(b)) }],
  [
    'does_not_contain',
    { holds: 'does not contain', fails: 'contains', test: folded((a, b) => !a.includes(b)) },
  ],
  [
    'starts_with',
    { holds: 'starts with', fails: 'does not start with', test: folded((a, b) => a.startsWith(b)) },
  ],
  [
    'does_not_start_with',
    { holds: 'does not start with', fails: 'starts with', test: folded((a, b) => !a.startsWith(b)) },
  ],
  [
    'less_than',
    {
      holds: 'is less than',
      fails: 'is not less than',
      test: compareAs(number, (a, b) => a < b),
      testTexts: inAllWays(trims, (a, b) => a < b),
    },
  ],
  [
    'greater_than',
    {
      holds: 'is greater than',
      fails: 'is not greater than',
      test: compareAs(number, (a, b) => a > b),
      testTexts: inAllWays(trims, (a, b) => a > b),
    },
  ],
  ['is_before_time', { holds: 'is before', fails: 'is not before', test: compareAs(time, (a, b) => a < b) }],
  ['is_after_time', { holds: 'is after', fails: 'is not after', test: compareAs(time, (a, b) => a > b) }],
  ['is_before_date', { holds: 'is before', fails: 'is not before', test: compareAs(date, (a, b) => a < b) }],
  ['is_after_date', { holds: 'is after', fails: 'is not after', test: compareAs(date, (a, b) => a > b) }],
])

type Normalize = (text: string) => string
/** Both sides are normalized; a test that takes its value apart normalizes the parts. */
type Test = (subject: string, value: string, normalize: Normalize) => boolean | null

function trims(): Normalize[] {
  // As Java's `trim` and `strip` do.
  // oxlint-disable-next-line no-control-regex -- Java's `trim` removes control characters
  return [(text) => text.replace(/^[\0- ]+/, '').replace(/(?<![\0- ])[\0- ]+$/, ''), (text) => text.trim()]
}

/** Without the case, and trimmed, in every way. */
function foldings(): Normalize[] {
  return trims().flatMap((trim) => [
    (text: string) => trim(text).toLowerCase(),
    (text: string) => trim(text).toUpperCase(),
  ])
}

function folded(test: Test): Compare {
  return inAllWays(foldings, test)
}

/** The result of a test on which all ways to normalize both sides agree; otherwise null. */
function inAllWays(ways: () => Normalize[], test: Test): Compare {
  const normalizers = ways()
  return (subject, value) => {
    const results = normalizers.map((normalize) => test(normalize(subject), normalize(value), normalize))
    const [first = null] = results
    return results.every((result) => result === first) ? first : null
  }
}

/** A list is separated by commas. Whether an empty item stands for a blank text is not documented. */
function isAnyOf(subject: string, list: string, normalize: Normalize): boolean | null {
  const items = list.split(',').map(normalize)
  if (subject === '' && items.includes('')) return null
  return items.includes(subject)
}

function not(result: boolean | null): boolean | null {
  return result === null ? null : !result
}

/** Compares two texts as numbers, times or dates; null if either is none. */
function compareAs<T extends number | string>(
  parse: (text: string) => T | null,
  compare: (a: T, b: T) => boolean,
): Compare {
  return inAllWays(trims, (subject, value) => {
    const [a, b] = [parse(subject), parse(value)]
    return a === null || b === null ? null : compare(a, b)
  })
}

/** A decimal number that JavaScript holds without rounding it. */
function number(text: string): number | null {
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : null
}

/** As Studio wants it: 24 hours, two digits each. Texts of this form are ordered as the times are. */
function time(text: string): string | null {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : null
}

/** A date of the calendar: what comes of 31 February is not documented. */
function date(text: string): string | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(text)) return null
  const [year, month, day] = text.split('-').map(Number)
  const last = new Date(Date.UTC(2000 + ((year ?? 0) % 400), month ?? 0, 0)).getUTCDate()
  return day !== undefined && day >= 1 && day <= last ? text : null
}
