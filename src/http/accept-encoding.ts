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

function parseAccepted(acceptEncoding: string | null): (string | undefined)[] {
  return (acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((item) => item.split(';').map((field) => field.trim()))
    .filter(([, weight]) => weight === undefined || !/^q=0(\.0*)?$/.test(weight))
    .map(([name]) => name)
}
