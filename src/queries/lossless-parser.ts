/* What the Twilio client needs to parse the responses about one run. */

export { entriesAsync as parseEntries } from '#json/worker/entries-async.ts'
export { stringifyUnsafeNumbers } from '#json/print/stringify-unsafe-numbers.ts'
