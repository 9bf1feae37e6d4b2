import type { JsonPath } from '#json/path/json-path.ts'

import { trimInvisible } from '#search/phone/normalize-text.ts'
import { parsePhone } from '#search/phone/phone.ts'
import type { Token, TokenValue } from '#search/syntax/query-syntax.ts'
import { formatUserPath } from '#search/syntax/user-path.ts'
import {
  contactPredicates,
  containsAnywhere,
  interpretAddress,
  interpretField,
  type Interpretation,
} from './interpret-field.ts'
import { parseSidOrLink } from './parse-sid-or-link.ts'

/** Interprets one token of the search text. */
export function interpretToken({ scope, value }: Token): Interpretation {
  switch (scope.kind) {
    case 'anywhere':
      return value.matchMode === 'bare' ? interpretWord(value.text) : interpretQuoted(value.text)
    case 'field':
      return interpretField(scope.field, value)
    case 'path':
      return interpretPath(scope.path, value)
    case 'name':
      return interpretUnknownField(scope.name, value)
  }
}

/** Interprets a word, or a phone number with spaces, as a SID, a link, an address, a phone number, or else as plain text. */
function interpretWord(typed: string): Interpretation {
  const text = trimInvisible(typed)
  if (text === '-')
    return { problem: 'A minus alone excludes nothing: write what to exclude right after it.' }
  const sidOrLink = parseSidOrLink(text)
  if (sidOrLink) {
    switch (sidOrLink.kind) {
      case 'engagement':
        return { predicates: [{ on: 'sid', sid: sidOrLink.sid }], target: sidOrLink.target }
      case 'flow':
        return {
          predicates: [],
          remark: `${sidOrLink.target.flowSid} is a flow SID. Open the flow?`,
          target: sidOrLink.target,
        }
      case 'sid':
        return { predicates: containsAnywhere(sidOrLink.sid) }
    }
  }
  const address = interpretAddress(text)
  if (address) return address
  const phone = parsePhone(text)
  if (phone === null) return { predicates: containsAnywhere(text) }
  const inContext = phone.unambiguous
    ? []
    : containsAnywhere(phone.normalized).filter(({ on }) => on === 'context')
  return { predicates: [...contactPredicates(phone), ...inContext] }
}

function interpretQuoted(text: string): Interpretation {
  return text === ''
    ? { problem: 'The quotation marks are empty: write what to search for between them.' }
    : { predicates: containsAnywhere(text) }
}

function interpretPath(path: JsonPath, { matchMode, text }: TokenValue): Interpretation {
  if (matchMode === 'bare' && text === '*')
    return { predicates: [{ on: 'context', path, text: null, whole: false }] }
  if (matchMode === 'bare' && text === '') {
    const pathText = formatUserPath(path)
    return {
      problem: `Write what to search for after ${pathText}: or use ${pathText}:* for any value.`,
    }
  }
  // Every text contains the empty phrase, so it means the empty string.
  const whole = matchMode === 'exact' || text === ''
  return { predicates: [{ on: 'context', path, text, whole }] }
}

/** The text may be a customer's ("note:urgent") and not a field at all, so it is searched as typed. */
function interpretUnknownField(name: string, { matchMode, text }: TokenValue): Interpretation {
  const typed = matchMode === 'exact' ? `${name}:=${text}` : `${name}:${text}`
  return {
    predicates: containsAnywhere(typed),
    remark: `“${name}” isn’t a field. For a value in the context, write its path, such as flow.variables.${name}:`,
  }
}
