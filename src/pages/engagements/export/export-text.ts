import { isLastPage } from '#engine/rpc/load-results.ts'
import { flowOf, sourceOf, type RunList } from '#contract/run-source.ts'
import { pluralize } from '#format/count.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import type { ExportOptions, ExportResult } from '#engine/rpc/exported-file.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { isFiltered, type ListQuery } from '#search/query/list-query.ts'

import { describeUnknownOutcomes } from '#pages/engagements/outcomes/outcome-notices.ts'
import { isEveryRunCompared } from '#pages/engagements/rows/list-end.ts'
import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import { describeExportContents } from '#pages/engagements/loading/loading-text.ts'
import {
  countMissingContexts,
  describeFailedContexts,
  describeMissingContexts,
  describeMissingSteps,
  describeSearchProgress,
} from '#pages/engagements/search/search-text.ts'

type ExportFileInfo = {
  runList: RunList
  result: Pick<ExportResult, 'total' | 'loaded' | 'lastPage' | 'search' | 'missingSteps' | 'counts'>
  form: Pick<ExportOptions, 'format' | 'maskPersonalData'>
  query: ListQuery
}

const fileExtensions: Record<ExportOptions['format'], string> = { csv: 'csv', 'json-lines': 'jsonl' }

/**
 * The file name: how many engagements it contains, and of how many; no customer data. "flowdesk-FW…-37-engagements-of-12000-read.csv",
 * "…-all-380-engagements.csv", or executions, by their source; "…-so-far" while it is not known of all loaded engagements if
 * they match, "…-masked" if personal data is masked.
 */
export function exportFileName({ runList, result, form, query }: ExportFileInfo): string {
  const { total, loaded, lastPage } = result
  const isComplete = lastPage !== null && isLastPage(lastPage)
  const nouns = sourceOf(runList)
  const noun = total === 1 ? nouns.slice(0, -1) : nouns
  const parts = isFiltered(query)
    ? [total, noun, isComplete ? `of-all-${loaded}` : `of-${loaded}-read`]
    : [isComplete ? `all-${total}-${noun}` : `${total}-${noun}-read`]
  if (!isEveryRunCompared({ ...result, query })) parts.push('so-far')
  if (form.maskPersonalData) parts.push('masked')
  return `${['flowdesk', flowOf(runList), ...parts].join('-')}.${fileExtensions[form.format]}`
}

type MatchedRows = Pick<RowsInView, 'total' | 'loaded' | 'search' | 'missingSteps' | 'counts'>

/** Sentences on the loaded runs of which it is not known if they match, so that they are not in the file. */
export function describeUnknownMatches(
  rows: MatchedRows,
  { outcomes }: Pick<ListQuery, 'outcomes'>,
): string[] {
  const { search, missingSteps, counts } = rows
  const unknownOutcomes = outcomes.length === 0 ? null : describeUnknownOutcomes(outcomes, counts)
  return [
    ...(search !== null && search.state !== 'done' ? [`${describeSearchProgress(rows)}.`] : []),
    ...(search !== null && search.missingContexts > 0
      ? [describeMissingContexts(search.missingContexts)]
      : []),
    ...(search !== null && search.failedContexts > 0 ? [describeFailedContexts(search.failedContexts)] : []),
    ...(missingSteps !== null && missingSteps > 0 ? [describeMissingSteps(missingSteps)] : []),
    ...(unknownOutcomes === null ? [] : [`May match too: ${unknownOutcomes}.`]),
  ]
}

/** Sentences that describe an exported file: contents, masking, escaping, missing contexts. */
export function describeExport(
  result: ExportResult,
  form: ExportOptions,
  /** What was asked of Twilio when the export started. */
  { query, asked }: { query: ListQuery; asked: Loader['filtered'] },
  zone: TimeZone,
): string[] {
  const { total, lastPage, escapedCells, missingContexts } = result
  const sentences = [
    `${describeExportContents({ state: 'ended', pages: lastPage ? [lastPage] : [], filtered: asked }, result, isFiltered(query) ? total : null, zone)}.`,
    ...describeUnknownMatches(result, query),
  ]
  if (form.maskPersonalData) sentences.push('Personal data is masked.')
  if (form.format === 'csv' && form.escapeFormulas) sentences.push(describeEscapedCells(escapedCells))
  if (missingContexts > 0)
    sentences.push(
      `${countMissingContexts(missingContexts)}, so ${missingContexts === 1 ? 'its context isn’t' : 'their contexts aren’t'} in the file.`,
    )
  return sentences
}

/** "2 cells were escaped." */
function describeEscapedCells(escapedCells: number): string {
  if (escapedCells === 0) return 'No cells needed escaping.'
  return `${pluralize(escapedCells, 'cell')} ${escapedCells === 1 ? 'was' : 'were'} escaped.`
}
