import { runSources, type RunSource } from '#contract/run-source.ts'
import { isSid, parseSid, type EngagementSid, type FlowSid } from '#contract/sid.ts'
import { removeInvisible } from '#search/phone/normalize-text.ts'
import { joinWrappedSids } from './join-wrapped-sids.ts'

/** The target of a pasted SID or link: a flow, an engagement with its flow, or an engagement of an unknown flow. */
export type LinkTarget =
  | { readonly flowSid: FlowSid; readonly engagementSid: EngagementSid | null; readonly source?: RunSource }
  | { readonly flowSid: null; readonly engagementSid: EngagementSid; readonly source?: RunSource }

/** The SIDs in a text, without duplicates, in their order, with the prefix in upper case and the digits in lower case as Twilio writes them. */
export type FoundSids = {
  readonly engagements: readonly EngagementSid[]
  readonly flows: readonly FlowSid[]
  /** SIDs of other resources ("CA…", "SM…"), which a context may contain. The account's only if it is alone. */
  readonly others: readonly string[]
  /** Which of Twilio's resources the last link names; absent without one. */
  readonly source?: RunSource
}

/** A part of a path: of Twilio's API, of its Console, which has executions only, or of Flowdesk. */
const sourceInPath = /(?:\/|%(?:25){0,3}2F)(engagements|executions)(?![A-Za-z0-9_-])/gi

/**
 * Not inside a word, but after an escape: `%22` or `%2522` of a URL, `\n` or `\u0022` of a JSON text. A prefix in lower case counts where it cannot
 * be the start of a hexadecimal number.
 */
const anySid =
  /(?<=^|[^A-Za-z0-9]|%(?:25){0,3}[0-9A-Fa-f]{2}|\\[nrt]|\\u[0-9A-Fa-f]{4})(?:[A-Z]{2}|(?=[A-Za-z]?[G-Zg-z])[A-Za-z]{2})[0-9a-fA-F]{32}(?![0-9a-zA-Z])/g

/** Finds SIDs wherever they are: alone, in a sentence, in quotes, in a link of Twilio's Console, Twilio's API or Flowdesk. */
export function findSids(text: string): FoundSids {
  const found = joinWrappedSids(removeInvisible(text).normalize('NFKC')).match(anySid) ?? []
  const sids = [...new Set(found.map((sid) => sid.slice(0, 2).toUpperCase() + sid.slice(2).toLowerCase()))]
  const engagements = sids.flatMap((sid) => parseSid('FN', sid) ?? [])
  const flows = sids.flatMap((sid) => parseSid('FW', sid) ?? [])
  const others = sids.filter((sid) => !isSid('FN', sid) && !isSid('FW', sid))
  const withoutAccount = others.filter((sid) => !isSid('AC', sid))
  const isAccountAlone = withoutAccount.length === 0 && engagements.length === 0 && flows.length === 0
  const source = sourceInLink(text)
  return { engagements, flows, others: isAccountAlone ? others : withoutAccount, ...(source && { source }) }
}

/** Which of Twilio's resources the last link in a text names; null without one. */
function sourceInLink(text: string): RunSource | null {
  const name = [...text.matchAll(sourceInPath)].at(-1)?.[1]?.toLowerCase()
  return runSources.find((each) => each === name) ?? null
}

/** The page that the SIDs lead to: that of the last engagement or flow; null without one. */
export function targetOf({ engagements, flows, source }: FoundSids): LinkTarget | null {
  const flowSid = flows.at(-1) ?? null
  const engagementSid = engagements.at(-1) ?? null
  const named = source && { source }
  if (engagementSid !== null) return { flowSid, engagementSid, ...named }
  return flowSid && { flowSid, engagementSid, ...named }
}
