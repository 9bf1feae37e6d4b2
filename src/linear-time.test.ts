import { expect, test } from 'vitest'

import { parseReturnPath } from '#auth/oidc/return-path.ts'
import { channelOf } from '#contract/channel.ts'
import { escapeFormula, formatCsvLine } from '#format/csv.ts'
import { parseTime } from '#format/time/time.ts'
import { getSidHint } from '#format/twilio-sid.ts'
import { parseUtcTime } from '#format/time/utc-time.ts'
import { parseJsonPath } from '#json/path/json-path.ts'
import { maskJson, maskText, maskTypedText } from '#privacy/mask.ts'
import { createPseudonymizer } from '#privacy/pseudonyms.ts'
import { emptyContext } from '#story/context-reader.ts'
import { describeStep } from '#story/templates/message-templates.ts'
import { toStepExecutions } from '#story/step-executions.ts'
import { hiddenDifferences } from '#definition/split/explain-split.ts'
import { evaluateOperand } from '#definition/split/operand.ts'
import { matchesWholly } from '#definition/split/whole-match.ts'
import { parseDatetimeLocal } from '#format/time/datetime-local.ts'
import { matchTimeZone } from '#format/time/time-zone-list.ts'
import { jsonDisplayText } from '#format/json-display-text.ts'
import { getValueHint } from '#format/value-hints.ts'
import { parsePathPattern } from '#json/find/path-pattern.ts'
import { indexJson } from '#json/parse/document.ts'
import { parseEmbedded } from '#json/embedded/embedded-json.ts'
import { parseLiquidPath } from '#json/path/liquid-path.ts'
import { parsePathInput } from '#pages/engagements/columns/parse-path-input.ts'
import { parseSavedRun } from '#pages/engagement/saved/saved-run-file.ts'
import { goToTargets } from '#pages/shell/palette/go-to-targets.ts'
import { parseVanityNumber, vanityTokenEnd } from '#search/phone/vanity-number.ts'
import { toHtmlTable, toTabSeparated } from '#table/copied-rows.ts'
import { stepsOf } from '#testing/steps.ts'
import { IsolatedNumbers } from '#ui/text/isolated-numbers.tsx'
import { findToken } from '#probe/list-findings.ts'
import { extractFilters } from '#search/interpret/extract-filters.ts'
import { createContactHighlighter } from '#search/interpret/contact-highlights.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'
import { findEmails } from '#search/interpret/find-emails.ts'
import { findSids } from '#search/interpret/find-sids.ts'
import { splitJson } from '#search/interpret/split-json.ts'
import { normalizeDigits, trimInvisible } from '#search/phone/normalize-text.ts'
import { parsePhone } from '#search/phone/phone.ts'
import { phoneTokenEnd } from '#search/phone/phone-token.ts'
import { parseDurationRange } from '#search/query/duration-range.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { parseViewFile } from '#pages/engagements/views/view-file.ts'
import { parseViewLink } from '#pages/shared/views/view-links.ts'
import { splitNumbers } from '#pages/shared/phone/split-numbers.ts'
import { addToken, contactToken } from '#search/syntax/cell-filters.ts'
import { formatSegments } from '#story/ticket-markdown.ts'
import { applyEdit } from '#ui/controls/use-masked-input.ts'
import { escapeInvisible, splitInvisible } from '#ui/text/invisible-chars.ts'
import { parseColumns } from '#urls/columns.ts'
import { parseUrlState } from '#urls/parse-link.ts'

/** Sentences about a step whose results, names and events are this text. */
function describeHostileStep(text: string): unknown {
  const result = {
    outbound: { Body: text, ErrorCode: text, error: { code: text, message: text }, SmsStatus: text },
    status_code: text,
    body: text,
    DialCallStatus: text,
    DialCallDuration: text,
    QueueTime: text,
  }
  return ['send-message', 'run-function', 'connect-call-to', 'enqueue-call', text].map((type) =>
    toStepExecutions(stepsOf(['w', 'callComplete', type, 0, { widgets: { w: result } }]), emptyContext).map(
      describeStep,
    ),
  )
}

/** Runs a parser that throws for what it refuses. */
function refused(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

/** Everything that gets text from outside: links, fields, contexts, contacts. */
const functions: Record<string, (text: string) => unknown> = {
  parseSearch,
  extractFilters: (text) => extractFilters(emptyQuery, text, { isFinal: false }),
  createContactHighlighter: (text) => createContactHighlighter(text)('+14155550199'),
  addToken: (text) => addToken(text, contactToken(text, false)),
  findEmails: (text) => [findEmails(text), findEmails(`jane@${text}`)],
  findSids,
  splitJson: (text) => [splitJson(text), splitJson(`"key": ${text}`)],
  parsePhone,
  phoneTokenEnd: (text) => phoneTokenEnd(text, 0),
  normalizeDigits,
  trimInvisible,
  parseDurationRange,
  parseColumns,
  parseUrlFragment: (text) => parseUrlState(new URLSearchParams(), `#q=${text}`),
  parseUrlQuery: (text) =>
    parseUrlState(
      new URLSearchParams({
        status: text,
        from: text,
        cols: text,
        path: text,
        sort: text,
        duration: text,
        outcome: text,
      }),
      '',
    ),
  parseViewFile,
  parseViewLink: (text) => parseViewLink(`?cols=${text}#q=${text}`),
  parseJsonPath,
  parseTime,
  parseUtcTime,
  getSidHint,
  channelOf,
  escapeFormula,
  formatCsvLine: (text) => formatCsvLine([text]),
  formatSegments: (text) => formatSegments([{ quote: text }, { name: text }]),
  maskText,
  pseudonymize: (text) => createPseudonymizer()(text),
  maskTypedText,
  maskJson: (text) => maskJson(JSON.stringify({ text })),
  applyEdit: (text) => applyEdit(text, text, text, text.length),
  splitInvisible,
  escapeInvisible,
  parseReturnPath,
  splitNumbers,
  vanityNumber: (text) => [parseVanityNumber(text), vanityTokenEnd(text, 0)],
  jsonDisplayText: (text) => jsonDisplayText(`"${text}`),
  getValueHint: (text) => getValueHint(indexJson(JSON.stringify(text)), 0, 'UTC'),
  parseEmbedded: (text) => parseEmbedded(`{${text}`),
  parsePathPattern,
  parsePathInput,
  parseLiquidPath: (text) => parseLiquidPath(`{{${text}}}`),
  evaluateOperand: (text) => evaluateOperand(`{{ ${text} }}`, null),
  hiddenDifferences: (text) => hiddenDifferences(text, `${text} `),
  matchesWholly: (text) => [matchesWholly(text, 'a*'), matchesWholly('a', text)],
  parseDatetimeLocal: (text) => parseDatetimeLocal(text, 'UTC', 'earlier'),
  matchTimeZone: (text) => matchTimeZone('Europe/Berlin', 'UTC+1', text),
  goToTargets: (text) => goToTargets(text, null),
  parseSavedRun: (text) => refused(() => parseSavedRun(JSON.stringify({ text }))),
  copiedRows: (text) => [toTabSeparated([[text]]), toHtmlTable([[text]])],
  IsolatedNumbers: (text) => IsolatedNumbers({ text: `${text}+`, isInRightToLeft: true }),
  describeStep: describeHostileStep,
  findToken: (text) => findToken(`https://studio.twilio.com/?PageToken=${text}`),
}

/** What is repeated: parts of the patterns, and what is invisible, escaped or nested. */
const units = [
  ' ',
  '\t\n',
  '\u200b',
  '\ufeff',
  '\u202e+1',
  '\ud800',
  '👍\u200d',
  '\u0661',
  'é',
  '"',
  '\\',
  '\\"',
  ':"',
  "'",
  '(',
  '()',
  '[',
  '["a"]',
  '<',
  '|',
  '/',
  '1',
  '0',
  '+',
  '+1',
  '1 ',
  '1-',
  '-',
  '. ',
  ', ',
  '%',
  '%2',
  '=',
  '$.',
  '@',
  'a:',
  'a.',
  'a@',
  'FN0',
  'FN0 ',
  'FN> ',
  '18409 ',
  '%22',
  'tel:',
  'Tel: ',
  'phone ',
  '(mobile)',
  ' ext. 1',
  ',1',
  '#1 ',
  "'1",
  'http://',
  '25',
  '%25',
  '(ext ',
  '8 (1) ',
  '1 (',
  '0xx',
  '**',
  '1-800-A',
  'A-1',
  '~1',
  '{{',
  '\\u00e',
]
const prefixes = ['', '+', 'x']

function timeOf(run: (text: string) => unknown, text: string): number {
  const start = performance.now()
  run(text)
  return performance.now() - start
}

/** Whether ten times the text takes much more than ten times as long. Quadratic work takes a hundred times. */
function isSlow(run: (text: string) => unknown, textOf: (length: number) => string): boolean {
  const base = Math.min(timeOf(run, textOf(5_000)), timeOf(run, textOf(5_000)))
  if (base > 150) return true
  const limit = 500 + 30 * base
  // A second try: other work of the machine may take as long.
  return timeOf(run, textOf(50_000)) > limit && timeOf(run, textOf(50_000)) > limit
}

test.each(Object.entries(functions))(
  '%s: twice the text takes about twice the time',
  (_, run) => {
    const slow = prefixes.flatMap((prefix) =>
      units
        .filter((unit) => isSlow(run, (length) => `${prefix}${unit.repeat(length / unit.length)}!`))
        .map((unit) => JSON.stringify(prefix + unit)),
    )
    expect(slow).toEqual([])
  },
  60_000,
)
