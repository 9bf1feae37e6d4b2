import { readPeers, type Peers } from '#access/peers.ts'
import type { AccessKind } from '#contract/session.ts'
import { isLoopback } from '#server/http/loopback.ts'

import { quote, type Reader } from './setting-readers.ts'

/** Where Flowdesk listens, and by what name and through whom it is reached. */
export type Reach = {
  host: string
  port: number
  /** The origin people open, where it is not simply this machine's. */
  publicUrl: URL | null
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: Peers
}

const defaultPort = 4173
const nobody: Peers = { has: () => false }

/**
 * `HOST`, `PORT`, `PUBLIC_URL`, `TRUSTED_PROXIES`, and whether they fit who may come in: without a sign-in only this
 * machine may reach the port, by whatever way; with one, passwords and sessions travel by https only.
 * @param access null where `ACCESS` is no word we know
 */
export function readReach(reader: Reader, access: AccessKind | null): Reach {
  const host = reader.text('HOST') ?? '127.0.0.1'
  const port = reader.integer('PORT', { from: 0, to: 65_535, otherwise: defaultPort })
  const given = reader.text('PUBLIC_URL')
  const publicUrl = given === null ? null : readPublicUrl(reader, given, isLoopback(host))
  const trusted = reader.parsed('TRUSTED_PROXIES', (text) => readPeers('TRUSTED_PROXIES', text))

  if (access === 'local') refuseOthers(reader, { host, publicUrl })
  else if (access !== null && !isLoopback(host) && given === null) {
    reader.fail(
      `HOST is ${quote(host)}, which other machines reach, and so PUBLIC_URL is needed: the https address at which people open Flowdesk, such as https://flowdesk.example.com.`,
    )
  }
  return { host, port, publicUrl, trustedProxies: trusted?.peers ?? nobody }
}

/** `ACCESS=local` asks nobody who they are: whatever lets others in is an error, and says why. */
function refuseOthers(reader: Reader, { host, publicUrl }: { host: string; publicUrl: URL | null }): void {
  const remedy = 'set ACCESS to password, oidc or header'
  const reason = 'ACCESS is local, which lets in everybody who reaches the port'
  if (!isLoopback(host)) {
    reader.fail(
      `HOST is ${quote(host)}, but ${reason}: ${remedy}, or leave HOST out to listen on this machine only.`,
    )
  }
  if (publicUrl !== null && !isLoopback(publicUrl.hostname)) {
    reader.fail(
      `PUBLIC_URL says that others open Flowdesk, but ${reason}: ${remedy}, or leave PUBLIC_URL out.`,
    )
  }
  if (reader.text('TRUSTED_PROXIES') !== null) {
    reader.fail(
      `TRUSTED_PROXIES says that others come through a proxy, but ${reason}: ${remedy}, or leave it out.`,
    )
  }
}

/** The value is not repeated: people put passwords into URLs. */
function readPublicUrl(reader: Reader, given: string, onLoopback: boolean): URL | null {
  const url = URL.canParse(given) ? new URL(given) : null
  const wrong = url === null ? 'is not a URL' : whatIsWrong(url, onLoopback)
  if (wrong === null) return url
  return reader.fail(`PUBLIC_URL ${wrong}: write it like https://flowdesk.example.com.`)
}

function whatIsWrong(url: URL, onLoopback: boolean): string | null {
  if (url.username || url.password) return 'holds a user or password'
  if (url.pathname !== '/' || url.search || url.hash)
    return 'holds a path or query, but must be an origin only'
  if (url.protocol === 'https:') return null
  if (url.protocol !== 'http:') return 'is not an https URL'
  // A tunnel from another port of this machine.
  if (onLoopback && isLoopback(url.hostname)) return null
  return 'is plain http, over which passwords, sessions and customers’ data could be read on the way: Flowdesk must be behind TLS'
}
