import { type RawEntry, rawEntries } from '#json/parse/raw-entries.ts'
import { callWorker, maxInlineLength } from './call-worker.ts'

/**
 * The members of an object. A large one is parsed in a worker.
 * @throws JsonTextError as `rawEntries` does
 */
export function entriesAsync(
  bytes: Uint8Array<ArrayBuffer>,
  omitKeys: readonly string[] = [],
): Promise<readonly RawEntry[]> {
  return callWorker('entries', { bytes, omitKeys }, bytes.length <= maxInlineLength, {
    runInline: () => rawEntries(bytes, omitKeys),
    fromResult: (members) => members,
  })
}
