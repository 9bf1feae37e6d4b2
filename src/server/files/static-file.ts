import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

import type { Encoding } from '#http/accept-encoding.ts'

type Bytes = Uint8Array<ArrayBuffer>

export type StaticFile = {
  /** Weak, since all encodings of a file share it. */
  etag: string
  headers: Readonly<Record<string, string>>
  compressible: boolean
  /** The bytes in an encoding; compressed once, at the first request. */
  encoded: (encoding: Encoding | null) => Promise<Bytes>
}

/** Media type by file extension, and whether compression helps: fonts and images are compressed already. */
const fileTypes: Readonly<Record<string, { type: string; compressible: boolean }>> = {
  '.html': { type: 'text/html; charset=utf-8', compressible: true },
  '.js': { type: 'text/javascript; charset=utf-8', compressible: true },
  '.css': { type: 'text/css; charset=utf-8', compressible: true },
  '.json': { type: 'application/json', compressible: true },
  '.map': { type: 'application/json', compressible: true },
  '.webmanifest': { type: 'application/manifest+json', compressible: true },
  '.svg': { type: 'image/svg+xml', compressible: true },
  '.txt': { type: 'text/plain; charset=utf-8', compressible: true },
  '.ico': { type: 'image/x-icon', compressible: true },
  '.wasm': { type: 'application/wasm', compressible: true },
  '.png': { type: 'image/png', compressible: false },
  '.jpg': { type: 'image/jpeg', compressible: false },
  '.webp': { type: 'image/webp', compressible: false },
  '.avif': { type: 'image/avif', compressible: false },
  '.woff2': { type: 'font/woff2', compressible: false },
}
const defaultType = { type: 'application/octet-stream', compressible: false }

/** Below this size, a response fits into one network packet anyway. */
const minCompressBytes = 1024

/** @param immutable the name contains a hash, so browsers may cache the file for ever */
export function createStaticFile(name: string, content: Bytes, immutable: boolean): StaticFile {
  const fileType = fileTypes[extname(name).toLowerCase()] ?? defaultType
  const compressible = fileType.compressible && content.byteLength >= minCompressBytes
  const isPage = fileType.type.startsWith('text/html')
  const etag = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  const cached = new Map<Encoding, Promise<Bytes>>()

  return {
    etag,
    headers: {
      'Content-Type': fileType.type,
      'Cache-Control': cacheControl(isPage, immutable),
      ETag: etag,
      ...(compressible ? { Vary: 'Accept-Encoding' } : {}),
    },
    compressible,
    async encoded(encoding) {
      if (encoding === null) return content
      const bytes = cached.get(encoding) ?? compress[encoding](content)
      cached.set(encoding, bytes)
      return bytes
    },
  }
}

function cacheControl(isPage: boolean, immutable: boolean): string {
  if (immutable) return 'public, max-age=31536000, immutable'
  return isPage ? 'no-cache' : 'public, max-age=600'
}

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

const compress: Record<Encoding, (content: Bytes) => Promise<Bytes>> = {
  // Level 11 saves another 3%, but the first request would take ten times as long.
  br: (content) => brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (content) => deflate(content, { level: 9 }),
}
