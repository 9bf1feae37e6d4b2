import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'

import type { Handler } from '#server/http/handler.ts'
import { StartFailure } from '#server/http/listen.ts'

import { chooseEncoding } from './accept-encoding.ts'
import { createStaticFile, type StaticFile } from './static-file.ts'

/** What Vite's build leaves in the folder named after its hash never changes; the rest may with the next build. */
const hashedFolder = '/assets/'

/**
 * The built dashboard as a handler. Every file is read into memory at the start: what is not in that list cannot be
 * asked for, however a path is written, and a build that empties the folder does not break the server that runs.
 * Paths that are no file get `index.html`, whose router knows them, except under `/api` and `/assets`.
 * @param folder what `vite build` wrote; rejects with a `StartFailure` where it holds no `index.html`
 */
export async function loadStaticFiles(folder: string): Promise<Handler> {
  const files = await readAll(folder)
  const index = files.get('/index.html')
  if (index === undefined) {
    throw new StartFailure(
      `The built dashboard is missing from ${folder}: run "npm start", or "npm run build" first.`,
    )
  }
  files.set('/', index)

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, { Allow: 'GET, HEAD' })
    const { pathname } = new URL(request.url)
    const file = files.get(pathname) ?? (isForRouter(request, pathname) ? index : undefined)
    return file === undefined ? plain(404) : serve(request, file)
  }
}

async function readAll(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const name = path.slice(folder.length).split(sep).join('/')
      const file = createStaticFile(name, await readFile(path), name.startsWith(hashedFolder))
      // A request's path comes encoded, by the rules the URL standard has for paths.
      return [new URL(name.replace(/[%?#]/g, encodeURIComponent), 'http://localhost').pathname, file] as const
    })
  return new Map(await Promise.all(files))
}

/**
 * Whether a path that is no file is one of the dashboard's own addresses. A browser says when it goes to a page; from
 * anything else, a name with an ending (`/robots.txt`) means a file, and a missing one must not come back as a page.
 */
function isForRouter(request: Request, pathname: string): boolean {
  if (/^\/(api|assets)(\/|$)/.test(pathname)) return false
  const destination = request.headers.get('sec-fetch-dest')
  return destination === null ? !/\.[^/]*$/.test(pathname) : destination === 'document'
}

async function serve(request: Request, file: StaticFile): Promise<Response> {
  if (matches(request.headers.get('if-none-match'), file.etag)) {
    return new Response(null, { status: 304, headers: file.headers })
  }
  const encoding = file.compressible ? chooseEncoding(request.headers.get('accept-encoding')) : null
  const body = await file.encoded(encoding)
  const headers = new Headers(file.headers)
  headers.set('Content-Length', String(body.byteLength))
  if (encoding !== null) headers.set('Content-Encoding', encoding)
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

/** RFC 9110 §13.1.2: the weak comparison, over a list or `*`. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag))
}

function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}

function plain(status: 404 | 405, headers: Record<string, string> = {}): Response {
  return new Response(status === 404 ? 'Not found\n' : 'Method not allowed\n', {
    status,
    headers: {
      ...headers,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  })
}
