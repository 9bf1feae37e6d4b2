import { runListOf, sourceOf, type RunList } from '#contract/run-source.ts'
import { parsePhone } from '#search/phone/phone.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'
import { maxSearchLength } from '#search/syntax/query-syntax.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'

/** A page that a typed text leads to. */
type GoToTarget = {
  /** "Open engagement" */
  label: string
  /** The SID, or the text to search for as it was typed: mask it to show it. */
  detail: string
  url: string
}

export type GoToTargets = {
  targets: readonly GoToTarget[]
  /** Whether the text is a SID, a link or a phone number, so that these targets come before anything else. */
  isCertain: boolean
}

/**
 * The pages that a typed or pasted text leads to: SIDs, links of the Console, phone numbers, any text. Reads the first
 * `maxSearchLength` characters.
 * @param runList the list on the screen; null without one
 */
export function goToTargets(typed: string, runList: RunList | null): GoToTargets {
  const text = typed.slice(0, maxSearchLength).trim()
  if (text === '') return { targets: [], isCertain: false }
  const { target } = parseSearch(text)
  const source = target?.source ?? (runList === null ? 'engagements' : sourceOf(runList))
  const targets: GoToTarget[] = []
  if (target !== null && target.flowSid !== null) {
    const list = runListOf(target.flowSid, source)
    targets.push(
      target.engagementSid === null
        ? { label: 'Open flow', detail: target.flowSid, url: paths.engagements(list) }
        : {
            label: 'Open engagement',
            detail: target.engagementSid,
            url: paths.engagement(list, target.engagementSid),
          },
    )
    return { targets, isCertain: true }
  }
  if (target !== null && target.engagementSid !== null && runList !== null) {
    targets.push({
      label: 'Open engagement of this flow',
      detail: target.engagementSid,
      url: paths.engagement(runList, target.engagementSid),
    })
  }
  if (runList !== null && target === null) {
    const listQuery = { ...emptyQuery, text }
    targets.push({
      label: 'Search this flow for',
      detail: text,
      url: paths.engagements(runList, { ...defaultUrlState, listQuery }),
    })
  }
  targets.push({
    label: 'Search all flows for',
    detail: target?.engagementSid ?? text,
    url: paths.flows(target?.engagementSid ?? text),
  })
  return { targets, isCertain: target !== null || parsePhone(text) !== null }
}
