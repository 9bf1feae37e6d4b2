/** A row of a fake page: any fields, any values. */
export type PageRow = Record<string, unknown>

type PageOptions = {
  /** The token of the next page; null at the end. */
  next?: string | null
  key?: string
}

/** The bytes of a list page as Twilio sends it. */
export function pageBytes(
  rows: readonly unknown[],
  { next = null, key = 'engagements' }: PageOptions = {},
): Uint8Array<ArrayBuffer> {
  const url = 'https://studio.twilio.com/v1/Flows'
  const next_page_url = next === null ? null : `${url}?PageSize=1000&Page=1&PageToken=${next}`
  return new TextEncoder().encode(
    JSON.stringify({ meta: { key, url, page: 0, page_size: 1000, next_page_url }, [key]: rows }),
  )
}
