import type { FlowSid } from '#contract/sid.ts'
import { countOf } from '#display/count.ts'
import type { FileForm, MadeFile } from '#engine/protocol.ts'

import { describeFile } from '#pages/engagements/horizon.ts'
import { describeProgress, describeWithout } from '#pages/engagements/search/search-words.ts'

type NamedFile = {
  flowSid: FlowSid
  made: Pick<MadeFile, 'total' | 'read' | 'last' | 'search'>
  form: Pick<FileForm, 'format' | 'masked'>
  /** Whether the question leaves anything out. */
  filtered: boolean
}

const endings: Record<FileForm['format'], string> = { csv: 'csv', 'json-lines': 'jsonl' }

/**
 * What the file is called: how much is in it, and of how much, and nothing of a customer. "flowdesk-FW…-37-engagements-of-12000-read.csv",
 * "…-all-380-engagements.csv"; "…-so-far" while a search has not looked through all, "…-masked" where personal data is.
 */
export function nameFile({ flowSid, made, form, filtered }: NamedFile): string {
  const { total, read, last, search } = made
  const isWhole = last !== null && last.next === null && last.notice === null
  const things = total === 1 ? 'engagement' : 'engagements'
  const parts = filtered
    ? [total, things, isWhole ? `of-all-${read}` : `of-${read}-read`]
    : [isWhole ? `all-${total}-${things}` : `${total}-${things}-read`]
  if (search !== null && search.state !== 'done') parts.push('so-far')
  if (form.masked) parts.push('masked')
  return `${['flowdesk', flowSid, ...parts].join('-')}.${endings[form.format]}`
}

/** What is in a file that was made, and what had to be done to it; a sentence each. */
export function describeMade(made: MadeFile, form: FileForm, filtered: boolean): string[] {
  const { total, read, last, search, guarded, empty } = made
  const sentences = [
    `${describeFile({ state: 'ended', pages: last ? [last] : [] }, read, filtered ? total : null)}.`,
  ]
  if (search !== null && search.state !== 'done') sentences.push(`${describeProgress(made)}.`)
  if (form.masked) sentences.push('Personal data is masked in it.')
  if (form.format === 'csv' && form.safe) sentences.push(describeGuarded(guarded))
  if (empty > 0) sentences.push(`${describeWithout(empty)}: there is nothing of it in the file.`)
  return sentences
}

/** "2 cells were given an apostrophe." */
function describeGuarded(guarded: number): string {
  if (guarded === 0) return 'No cell had to be given an apostrophe.'
  return `${countOf(guarded, 'cell')} ${guarded === 1 ? 'was' : 'were'} given an apostrophe.`
}
