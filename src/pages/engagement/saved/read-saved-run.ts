import { maxFileBytes, parseSavedRun, SavedRunError } from './saved-run-file.ts'
import { openSavedRun, type OpenedRun } from './saved-run-client.ts'

/** Reads a file. @returns the run, or a sentence that says why it cannot be opened */
export async function readSavedRun(file: File): Promise<OpenedRun | string> {
  if (file.size > maxFileBytes)
    return `This file is too large: a saved run has at most ${maxFileBytes / 1024 / 1024} MB.`
  try {
    return await openSavedRun(parseSavedRun(await file.text()))
  } catch (thrown) {
    if (thrown instanceof SavedRunError) return thrown.message
    return 'This file couldn’t be read. It may have been moved or changed; choose it again.'
  }
}
