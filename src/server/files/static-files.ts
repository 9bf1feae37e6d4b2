import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'

import type { Handler } from '#server/http/handler.ts'
import { StartFailure } from '#server/http/listen.ts'

import { chooseEncoding } from '#http/accept-encoding.ts'
import { createStaticFile, type StaticFile } from './static-file.ts'

/** Vite names these files by a hash of their content, so they never change; other files may with the next build. */
const hashedFolder = '/assets/'

/**
 * The built app as a handler. Reads every file into memory at the start: no path, however written, reaches another file,
 * and a new build does not break the running server. Other paths get `index.html`, whose router handles them, except
 * under `/api` and `/assets`.
 * @param folder the output of `vite build`; rejects with a `StartFailure` where it has no `index.html`
 */
export async function loadStaticFiles(folder: string): Promise<Handler> {
  const files = await readFiles(folder)
  const index = files.get('/index.html')
  if (index === undefined) {
    throw new StartFailure(
      `The built app is missing from ${folder}: run "npm start", or "npm run build" first.`,
    )
  }
  files.set('/', index)

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return textResponse(405, { Allow: 'GET, HEAD' })
    const { pathname } = new URL(request.url)
    const file = files.get(pathname) ?? (isAppRoute(request, pathname) ? index : undefined)
    return file === undefined ? textResponse(404) : serve(request, file)
  }
}

async function readFiles(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const name = path.slice(folder.length).split(sep).join('/')
      const file = createStaticFile(name, await readFile(path), name.startsWith(hashedFolder))
      // A request's path is percent-encoded by the URL standard's rules.
      return [new URL(name.replace(/[%?#]/g, encodeURIComponent), 'http://localhost').pathname, file] as const
    })
  return new Map(await Promise.all(files))
}

/**
 * Whether a path without a file is one of the app's routes. Browsers mark a page navigation with `Sec-Fetch-Dest`;
 * without it, a name with an extension (`/robots.txt`) means a file, and a missing file must not return the page.
 */
function isAppRoute(request: Request, pathname: string): boolean {
  if (/^\/(api|assets)(\/|$)/.test(pathname)) return false
  const destination = request.headers.get('sec-fetch-dest')
  return destination === null ? !/\.[^/]*$/.test(pathname) : destination === 'document'
}

async function serve(request: Request, file: StaticFile): Promise<Response> {
  if (etagMatches(request.headers.get('if-none-match'), file.etag)) {
    return new Response(null, { status: 304, headers: file.headers })
  }
  const encoding = file.compressible ? chooseEncoding(request.headers.get('accept-encoding')) : null
  const body = await file.encoded(encoding)
  const headers = new Headers(file.headers)
  headers.set('Content-Length', String(body.byteLength))
  if (encoding !== null) headers.set('Content-Encoding', encoding)
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

/** RFC 9110 §13.1.2: weak comparison with a list or `*`. */
function etagMatches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  return (
    ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaqueTag(tag) === opaqueTag(etag))
  )
}

function opaqueTag(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}

function textResponse(status: 404 | 405, headers: Record<string, string> = {}): Response {
  return new Response(status === 404 ? 'Not found\n' : 'Method not allowed\n', {
    status,
    headers: {
      ...headers,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  })
}
