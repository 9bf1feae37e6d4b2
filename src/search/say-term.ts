import type { ContactMatch, ContextTest, DurationRange, Term, Test, TimeRange } from './search.ts'
import { printTypedPath } from './typed-path.ts'
import { sayUtcTime } from './utc-time.ts'

/** "The contact" and "holds “refund”". */
type Clause = readonly [subject: string, predicate: string]

/** What a term asks, as a sentence. It is made from the tests alone, so it says what is done and nothing else. */
export function sayTerm({ not, tests }: Pick<Term, 'not' | 'tests'>): string {
  const byPredicate = Map.groupBy(tests.map(clauseOf), ([, predicate]) => predicate)
  const whole = [...byPredicate]
    .map(([predicate, clauses]) => `${clauses.map(([subject]) => subject).join(' or ')} ${predicate}`)
    .join(' or ')
  return not ? `Leaves out runs where ${whole}.` : `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`
}

function clauseOf(test: Test): Clause {
  switch (test.on) {
    case 'status':
      return ['the status', `is “${test.status}”`]
    case 'channel':
      return ['the channel', `is ${test.channel}`]
    case 'contact':
      return ofContact(test.match)
    case 'sid':
      return ['the engagement', `is ${test.sid}`]
    case 'started':
      return ['it', startedWhen(test)]
    case 'duration':
      return ['it', tookHowLong(test)]
    case 'context':
      return ofContext(test)
  }
}

function ofContact(match: ContactMatch): Clause {
  if ('is' in match) return ['the contact', `is “${match.is}”`]
  if ('holds' in match) return ['the contact', `holds “${match.holds}”`]
  return [
    'the contact’s number',
    'digits' in match
      ? `ends in ${match.digits.join(' or ')}`
      : `starts with ${match.number.map((each) => `+${each}`).join(' or ')}`,
  ]
}

function startedWhen({ from, to }: TimeRange): string {
  const since = from === null ? [] : [`at ${sayUtcTime(from)} or later`]
  const until = to === null ? [] : [`before ${sayUtcTime(to)}`]
  return `started ${[...since, ...until].join(' and ') || 'at any time'}`
}

function tookHowLong({ atLeast, atMost }: DurationRange): string {
  const least = atLeast === null ? [] : [`at least ${atLeast} s`]
  const most = atMost === null ? [] : [`at most ${atMost} s`]
  return `took ${[...least, ...most].join(' and ') || 'any time'}`
}

function ofContext({ path, text, whole }: ContextTest): Clause {
  const place = path === null ? 'in the context' : `at ${printTypedPath(path)}`
  if (text === null) return ['there', `is a value ${place}`]
  return [`${path === null ? 'a' : 'the'} value ${place}`, `${whole ? 'is' : 'holds'} “${text}”`]
}
