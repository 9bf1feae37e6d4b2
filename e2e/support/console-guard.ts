import type { BrowserContext, ConsoleMessage } from '@playwright/test'

/** Collects what pages did wrong, as readable lines. */
export interface ConsoleGuard {
  /** Allows console messages that match, earlier ones included. */
  allowConsole: (pattern: RegExp) => void
  /** Allows requests to another origin. */
  allowOrigin: (origin: string) => void
  /** Watches all pages and workers of a context, including later ones. */
  watchContext: (context: BrowserContext) => void
  /** Everything that was not allowed. */
  violations: () => string[]
}

const reportedTypes = new Set(['error', 'warning', 'assert'])

/** Watches contexts for console errors and warnings, uncaught errors, and requests to any other host than `origin`'s. */
export function createConsoleGuard(origin: string): ConsoleGuard {
  const allowedPatterns: RegExp[] = []
  const consoleMessages: string[] = []
  const otherViolations: string[] = []
  const hosts = new Set([new URL(origin).host])

  const onConsole = (message: ConsoleMessage) => {
    if (reportedTypes.has(message.type()))
      consoleMessages.push(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  }
  const onRequest = (url: string) => {
    if (isForeignHost(url, hosts)) otherViolations.push(`request to another host: ${url}`)
  }

  return {
    allowConsole: (pattern) => {
      allowedPatterns.push(pattern)
    },
    allowOrigin: (other) => {
      hosts.add(new URL(other).host)
    },
    watchContext: (context) => {
      context.on('console', onConsole)
      context.on('weberror', (error) =>
        otherViolations.push(`uncaught: ${error.error().stack ?? error.error().message}`),
      )
      context.on('request', (request) => onRequest(request.url()))
      context.on('page', (page) => page.on('websocket', (socket) => onRequest(socket.url())))
    },
    // Filtered at the end, because a test may allow a message after it was logged.
    violations: () => [
      ...consoleMessages.filter((line) => !allowedPatterns.some((pattern) => pattern.test(line))),
      ...otherViolations,
    ],
  }
}

/** Ignores URLs without a host, such as `data:` and `blob:`. */
function isForeignHost(url: string, hosts: ReadonlySet<string>): boolean {
  const { protocol, host } = new URL(url)
  return /^(https?|wss?):$/.test(protocol) && !hosts.has(host)
}
