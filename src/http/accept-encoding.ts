import { gzipFileType } from '#contract/page.ts'

/** The encodings that files are served in, best first. */
const encodings = ['br', 'gzip'] as const
export type Encoding = (typeof encodings)[number]

/**
 * The best encoding a client accepts, or null for none. A weight of 0 excludes one; other weights are ignored, since
 * Brotli is smaller for every client that accepts it.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
export function chooseEncoding(acceptEncoding: string | null): Encoding | null {
  const accepted = parseAccepted(acceptEncoding)
  return encodings.find((encoding) => accepted.includes(encoding)) ?? null
}

export function acceptsGzip(acceptEncoding: string | null): boolean {
  return parseAccepted(acceptEncoding).includes('gzip')
}

/** Whether a client asks for gzip files, so that it gets the compressed bytes. @param accept its `Accept` */
export function acceptsGzipFile(accept: string | null): boolean {
  return parseAccepted(accept).includes(gzipFileType)
}

/** The values of an `Accept…` header, in lower case, without those it excludes. */
function parseAccepted(header: string | null): (string | undefined)[] {
  return (header ?? '')
    .toLowerCase()
    .split(',')
    .map((item) => item.split(';').map((field) => field.trim()))
    .filter(([, weight]) => weight === undefined || !/^q=0(\.0*)?$/.test(weight))
    .map(([name]) => name)
}
