import type { ContactMatch, ContextTest, DurationRange, Term, Test, TimeRange } from './search.ts'
import { printTypedPath } from './typed-path.ts'
import { sayUtcTime } from './utc-time.ts'

/** What a term asks, as a sentence. It is made from the tests alone, so it says what is done and nothing else. */
export function sayTerm({ not, tests }: Pick<Term, 'not' | 'tests'>): string {
  const whole = [...new Set(tests.map(sayTest))].join(' or ')
  return not ? `Leaves out runs where ${whole}.` : `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`
}

function sayTest(test: Test): string {
  switch (test.on) {
    case 'status':
      return `the status is “${test.status}”`
    case 'channel':
      return `the channel is ${test.channel}`
    case 'contact':
      return sayContact(test.match)
    case 'sid':
      return `the engagement is ${test.sid}`
    case 'started':
      return sayStarted(test)
    case 'duration':
      return sayDuration(test)
    case 'context':
      return sayContext(test)
  }
}

function sayContact(match: ContactMatch): string {
  if ('is' in match) return `the contact is “${match.is}”`
  if ('holds' in match) return `the contact holds “${match.holds}”`
  return 'digits' in match
    ? `the contact’s number ends in ${match.digits.join(' or ')}`
    : `the contact’s number starts with ${match.number.map((each) => `+${each}`).join(' or ')}`
}

function sayStarted({ from, to }: TimeRange): string {
  const bounds = [
    from === null ? [] : [`at ${sayUtcTime(from)} or later`],
    to === null ? [] : [`before ${sayUtcTime(to)}`],
  ].flat()
  return `it started ${bounds.join(' and ') || 'at any time'}`
}

function sayDuration({ atLeast, atMost }: DurationRange): string {
  const bounds = [
    atLeast === null ? [] : [`at least ${atLeast} s`],
    atMost === null ? [] : [`at most ${atMost} s`],
  ].flat()
  return `it took ${bounds.join(' and ') || 'any time'}`
}

function sayContext({ path, text, whole }: ContextTest): string {
  const place = path === null ? 'a value in the context' : printTypedPath(path)
  if (text === null) return `${place} has a value`
  return `${place} ${whole ? 'is' : 'holds'} “${text}”`
}
