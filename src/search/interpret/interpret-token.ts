import type { JsonPath } from '#json/path/json-path.ts'

import { normalizeDigits, trimInvisible } from '#search/phone/normalize-text.ts'
import { decodeEscapes } from '#search/phone/phone-text.ts'
import { parsePhone } from '#search/phone/phone.ts'
import { parseVanityNumber } from '#search/phone/vanity-number.ts'
import type { Predicate } from '#search/query/predicates.ts'
import type { Token, TokenValue } from '#search/syntax/query-syntax.ts'
import { formatUserPath } from '#search/syntax/user-path.ts'
import {
  containsAnywhere,
  interpretAddress,
  interpretField,
  interpretFoundSids,
  interpretPhone,
  parseWholePhone,
  type Interpretation,
} from './interpret-field.ts'
import { findEmails } from './find-emails.ts'
import { findSids, targetOf } from './find-sids.ts'

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
  const sids = findSids(text)
  if (sids.engagements.length + sids.others.length > 0) return interpretFoundSids(sids)
  const target = targetOf(sids)
  if (target !== null) {
    return { predicates: [], remark: `${target.flowSid} is a flow SID. Open the flow?`, target }
  }
  const address = interpretAddress(text)
  if (address) return address
  const emails = findEmails(text)
  if (emails.length > 0) return { predicates: emails.flatMap(containsAnywhere) }
  const phone = parsePhone(text)
  if (phone === null)
    return { predicates: [...numbersWithin(text), ...containsAnywhere(withoutPunctuation(text))] }
  const inContext = phone.unambiguous
    ? []
    : containsAnywhere(withoutPunctuation(phone.normalized)).filter(({ on }) => on === 'context')
  return interpretPhone(phone, inContext)
}

/** A text with a digit without what people copy around it: "#10042", "(INV-17)," and "10042." are order numbers. */
function withoutPunctuation(text: string): string {
  const [, opening = '', inner = '', closing = ''] =
    /^[#№]*([([{]?)[#№]*([\p{L}\p{N}](?:.*[\p{L}\p{N}])?)([)\]}]?)[,.;:!?]*$/su.exec(text) ?? []
  // "items[0]" has its own bracket.
  const isOwnBracket = closing !== '' && opening === ''
  return /\d/.test(inner) && !isOwnBracket ? inner : text
}

/** Whole numbers with a plus that stand in a text without spaces, such as JSON, a list, or a link, which encodes spaces. */
const numberWithin = /(?<![\p{L}\p{N}+])\+[1-9](?:\d{7,14}|(?:[ ().-]{0,3}\d){7,14})(?![\p{L}\p{N}])/gu

/** Runs of a contact whose number the text contains, or writes in letters. */
function numbersWithin(text: string): Predicate[] {
  const vanity = parseVanityNumber(text)
  const written = decodeEscapes(normalizeDigits(text)).match(numberWithin) ?? []
  const startsWith = [
    ...(vanity === null ? [] : [vanity]),
    ...written.flatMap((each) => parsePhone(each)?.prefixes ?? []),
  ]
  return startsWith.length === 0 ? [] : [{ on: 'contact', match: { startsWith: [...new Set(startsWith)] } }]
}

/** Interprets a quoted text: as typed, and a phone number, which may have been copied with its quotation marks, as a number too. */
function interpretQuoted(text: string): Interpretation {
  if (text === '') return { problem: 'The quotation marks are empty: write what to search for between them.' }
  const phone = parseWholePhone(text)
  return phone ? interpretPhone(phone, containsAnywhere(text)) : { predicates: containsAnywhere(text) }
}

function interpretPath(path: JsonPath, { matchMode, text }: TokenValue): Interpretation {
  if (matchMode === 'bare' && text === '*')
    return { predicates: [{ on: 'context', path, text: null, isExact: false }] }
  if (matchMode === 'bare' && text === '') {
    const pathText = formatUserPath(path)
    return {
      problem: `Write what to search for after ${pathText}: or use ${pathText}:* for any value.`,
    }
  }
  // Every text contains the empty phrase, so it means the empty string.
  const isExact = matchMode === 'exact' || text === ''
  return { predicates: [{ on: 'context', path, text, isExact }] }
}

/** Fewer digits may be an order number: "order:1004212". "Customer:+14155550199" is a label, with no blank. */
const minDigitsAfterName = 9

/** The text may be a customer's ("note:urgent") and not a field at all, so it is searched as typed. */
function interpretUnknownField(name: string, { matchMode, text }: TokenValue): Interpretation {
  const emails = findEmails(text)
  if (emails.length > 0) return { predicates: emails.flatMap(containsAnywhere) }
  const typed = matchMode === 'exact' ? `${name}:=${text}` : `${name}:${text}`
  const phone = parsePhone(text)
  const isWhole = phone !== null && phone.normalized.replaceAll(/\D/g, '').length >= minDigitsAfterName
  return {
    predicates: isWhole ? interpretPhone(phone, containsAnywhere(typed)).predicates : containsAnywhere(typed),
    remark: `“${name}” isn’t a field. For a value in the context, write its path, such as flow.variables.${name}:`,
  }
}
