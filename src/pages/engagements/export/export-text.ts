import { isLastPage } from '#engine/rpc/load-results.ts'
import { flowOf, sourceOf, type RunList } from '#contract/run-source.ts'
import { pluralize } from '#format/count.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import type { ExportOptions, ExportResult } from '#engine/rpc/exported-file.ts'

import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import { describeExportContents } from '#pages/engagements/loading/loading-text.ts'
import {
  countMissingContexts,
  describeMissingSteps,
  describeSearchProgress,
} from '#pages/engagements/search/search-text.ts'

type ExportFileInfo = {
  runList: RunList
  result: Pick<ExportResult, 'total' | 'loaded' | 'lastPage' | 'search' | 'missingSteps'>
  form: Pick<ExportOptions, 'format' | 'maskPersonalData'>
  /** Whether the query has filters. */
  filtered: boolean
}

const fileExtensions: Record<ExportOptions['format'], string> = { csv: 'csv', 'json-lines': 'jsonl' }

/**
 * The file name: how many engagements it contains, and of how many; no customer data. "flowdesk-FW…-37-engagements-of-12000-read.csv",
 * "…-all-380-engagements.csv", or executions, by their source; "…-so-far" while a search is incomplete or lacks steps, "…-masked" if personal data is masked.
 */
export function exportFileName({ runList, result, form, filtered }: ExportFileInfo): string {
  const { total, loaded, lastPage, search, missingSteps } = result
  const isComplete = lastPage !== null && isLastPage(lastPage)
  const nouns = sourceOf(runList)
  const noun = total === 1 ? nouns.slice(0, -1) : nouns
  const parts = filtered
    ? [total, noun, isComplete ? `of-all-${loaded}` : `of-${loaded}-read`]
    : [isComplete ? `all-${total}-${noun}` : `${total}-${noun}-read`]
  if ((search !== null && search.state !== 'done') || (missingSteps ?? 0) > 0) parts.push('so-far')
  if (form.maskPersonalData) parts.push('masked')
  return `${['flowdesk', flowOf(runList), ...parts].join('-')}.${fileExtensions[form.format]}`
}

/** Sentences that describe an exported file: contents, masking, escaping, missing contexts. */
export function describeExport(
  result: ExportResult,
  form: ExportOptions,
  /** Whether the query has filters, and what was asked of Twilio when the export started. */
  { filtered, asked }: { filtered: boolean; asked: Loader['filtered'] },
  zone: TimeZone,
): string[] {
  const { total, lastPage, search, missingSteps, escapedCells, missingContexts } = result
  const sentences = [
    `${describeExportContents({ state: 'ended', pages: lastPage ? [lastPage] : [], filtered: asked }, result, filtered ? total : null, zone)}.`,
  ]
  if (search !== null && search.state !== 'done') sentences.push(`${describeSearchProgress(result)}.`)
  if (missingSteps !== null && missingSteps > 0) sentences.push(describeMissingSteps(missingSteps))
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
