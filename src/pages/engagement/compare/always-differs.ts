/** What no two runs have in common: Twilio's SIDs, UUIDs, and times as ISO 8601, as in mail, or as Twilio writes them. */
const idsAndTimes =
  /\b[A-Z]{2}[0-9a-f]{32}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|\b ?[+-]\d\d:?\d\d\b|\b)|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)\b/gi

/** Whether two different texts differ in nothing but ids and times, which always differ between two runs. */
export function alwaysDiffers(left: string, right: string): boolean {
  return withoutIdsAndTimes(left) === withoutIdsAndTimes(right)
}

/** Of an id its kind stays: the SID of a call is not that of a message. The mark tells it from a text that is all but one. */
function withoutIdsAndTimes(text: string): string {
  return text.replaceAll(idsAndTimes, (found) => {
    if (/^[A-Z]{2}[0-9a-f]{32}$/i.test(found)) return `\0${found.slice(0, 2)}`
    return /^[0-9a-f]{8}-/i.test(found) ? '\0uuid' : '\0time'
  })
}
