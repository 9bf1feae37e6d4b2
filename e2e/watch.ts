import type { BrowserContext, ConsoleMessage } from '@playwright/test'

/** Everything a page did that no journey asked for, in sentences. */
export interface Watch {
  /** From here on, console messages that match are part of the journey. */
  expectConsole: (pattern: RegExp) => void
  /** The journey leads to another origin, too. */
  expectOrigin: (origin: string) => void
  /** Watches all pages and workers of a context, those to come included. */
  follow: (context: BrowserContext) => void
  /** What is left once the journey has ended. */
  findings: () => string[]
}

const loud = new Set(['error', 'warning', 'assert'])

/** Watches contexts for console errors and warnings, uncaught errors, and requests to any other host than `origin`'s. */
export function createWatch(origin: string): Watch {
  const expected: RegExp[] = []
  const said: string[] = []
  const done: string[] = []
  const hosts = new Set([new URL(origin).host])

  const heard = (message: ConsoleMessage) => {
    if (loud.has(message.type()))
      said.push(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  }
  const asked = (url: string) => {
    if (isElsewhere(url, hosts)) done.push(`request to another host: ${url}`)
  }

  return {
    expectConsole: (pattern) => {
      expected.push(pattern)
    },
    expectOrigin: (other) => {
      hosts.add(new URL(other).host)
    },
    follow: (context) => {
      context.on('console', heard)
      context.on('weberror', (error) =>
        done.push(`uncaught: ${error.error().stack ?? error.error().message}`),
      )
      context.on('request', (request) => asked(request.url()))
      context.on('page', (page) => page.on('websocket', (socket) => asked(socket.url())))
    },
    // Judged at the end: a journey may say what it expects after it was said.
    findings: () => [...said.filter((line) => !expected.some((pattern) => pattern.test(line))), ...done],
  }
}

/** Only requests that leave for a host count: `data:` and `blob:` stay in the browser. */
function isElsewhere(url: string, hosts: ReadonlySet<string>): boolean {
  const { protocol, host } = new URL(url)
  return /^(https?|wss?):$/.test(protocol) && !hosts.has(host)
}
