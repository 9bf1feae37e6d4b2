import { seedFromText } from '#emulator/data/random.ts'

/** Where a page starts. All pages of a list come from a snapshot taken when its first page was requested. */
export type PagePosition = {
  /** When the snapshot was taken, milliseconds since 1970. It has no rows that arrived later. */
  snapshotAt: number
  /** Number of rows before this page. */
  offset: number
}

/**
 * Encodes a position as a token, so that the emulator stores no tokens. A checksum binds it to its list: it is invalid in
 * any other.
 * @param listPath the list's path
 */
export function encodePageToken(listPath: string, { snapshotAt, offset }: PagePosition): string {
  const payload = `${snapshotAt.toString(36)}.${offset.toString(36)}`
  return `PA${btoa(`${payload}.${computeChecksum(listPath, payload)}`).replaceAll('=', '')}`
}

/** The position in a token, or null if it is not a token of this list. */
export function decodePageToken(listPath: string, token: string): PagePosition | null {
  const match = /^PA([A-Za-z0-9]+)$/.exec(token)
  const text = match?.[1] === undefined ? '' : decodeBase64(match[1])
  const [snapshotAt = '', offset = '', checksum] = text.split('.')
  if (checksum !== computeChecksum(listPath, `${snapshotAt}.${offset}`)) return null
  return { snapshotAt: Number.parseInt(snapshotAt, 36), offset: Number.parseInt(offset, 36) }
}

function computeChecksum(listPath: string, payload: string): string {
  return seedFromText(`${listPath}?${payload}`).toString(36)
}

function decodeBase64(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ''
  }
}
