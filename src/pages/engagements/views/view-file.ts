import * as z from 'zod/mini'

import { pluralize } from '#format/count.ts'

import { maxSavedViews, maxViewNameLength, isSavedView, type SavedView } from '#pages/prefs/saved-views.ts'

/** A larger file is refused before it is read, in bytes. */
export const maxViewFileBytes = 512_000

const fileSchema = z.object({
  flowdeskViews: z.literal(1),
  views: z.array(z.unknown()).check(z.refine((views) => views.length <= maxSavedViews)),
})

/** The views as a file's text. */
export function formatViewFile(views: readonly SavedView[]): string {
  return `${JSON.stringify({ flowdeskViews: 1, views }, null, 2)}\n`
}

export type ParsedViewFile =
  | {
      readonly ok: true
      readonly views: readonly SavedView[]
      /** How many entries are no views. */
      readonly invalid: number
    }
  | { readonly ok: false; readonly message: string }

/** Parses a file of views. Entries that are no views are left out, and counted. */
export function parseViewFile(text: string): ParsedViewFile {
  const { success, data } = fileSchema.safeParse(parseJsonOrNull(text))
  if (!success) {
    return {
      ok: false,
      message: `This isn’t a file of views from Flowdesk, of ${maxSavedViews} views at most. Choose one that “Export views” saved.`,
    }
  }
  const views = data.views
    .filter((each) => isSavedView(each))
    .map(({ name, link }) => ({ name: name.trim(), link }))
  if (views.length === 0) {
    return {
      ok: false,
      message: `No view in this file can be used. A view has a name of ${maxViewNameLength} characters at most and a link.`,
    }
  }
  return { ok: true, views, invalid: data.views.length - views.length }
}

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Reads a chosen file. It is refused by its size before that. */
export async function readViewFile(file: Pick<File, 'size' | 'text'>): Promise<ParsedViewFile> {
  if (file.size > maxViewFileBytes) {
    return {
      ok: false,
      message: `This file is larger than ${maxViewFileBytes / 1000} kB, so it isn’t a file of views.`,
    }
  }
  try {
    return parseViewFile(await file.text())
  } catch {
    return { ok: false, message: 'The file couldn’t be read. Choose it again.' }
  }
}

/** What an import did: "3 views imported, 1 replaced one of the same name." */
export function describeImport(counts: {
  imported: number
  replaced: number
  refused: number
  invalid: number
  masked: number
}): string {
  const { imported, replaced, refused, invalid, masked } = counts
  const sentences = [
    `${pluralize(imported, 'view')} imported${replaced > 0 ? `, ${replaced} of them in place of one with the same name` : ''}.`,
    ...(refused > 0 ? [`${pluralize(refused, 'view')} left out: ${maxSavedViews} are saved at most.`] : []),
    ...(invalid > 0 ? [`${pluralize(invalid, 'entry', 'entries')} left out: not a view.`] : []),
    ...(masked > 0 ? [`Personal data is masked, in ${pluralize(masked, 'view')} too.`] : []),
  ]
  return sentences.join(' ')
}
