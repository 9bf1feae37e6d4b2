import { flowOf, type RunList } from '#contract/run-source.ts'
import type { Flow } from '#contract/resources.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { paths } from '#urls/urls.ts'
import { shortcuts } from '#ui/keys/shortcuts.ts'

import { goToTargets } from './go-to-targets.ts'
import type { PageControl } from './page-controls.ts'

/** One line of the palette. Its texts are from outside: mask them to show them. */
export type PaletteEntry = {
  /** Unique. */
  id: string
  label: string
  detail: string | null
  /** A SID or a typed text, which is masked as what users type. */
  isTyped: boolean
  shortcut: string | null
  /** Opens a page, or does something on this one. */
  action: { readonly url: string } | { readonly run: () => void }
}

export type PaletteGroup = { heading: string; entries: readonly PaletteEntry[] }

/** A run that was opened here. */
export type PaletteRun = {
  runList: RunList
  engagementSid: EngagementSid
  /** Null where this tab does not have the run. */
  contact: string | null
  /** "Completed"; null where this tab does not know it. */
  outcome: string | null
}

/** A view of the list on the screen. */
type PaletteView = { name: string; url: string }

type PaletteContent = {
  typed: string
  runList: RunList | null
  controls: readonly PageControl[]
  /** Loads the screen again; null where there is nothing to load. */
  refresh: (() => void) | null
  recentRuns: readonly PaletteRun[]
  /** Empty without a list. */
  views: readonly PaletteView[]
  flows: readonly Flow[]
}

/** How many entries a group shows at most: typing narrows them down. */
const maxEntries = 30
const maxRunsAtFirst = 4

/** The groups of entries that have all typed words; those without an entry are left out. */
export function paletteGroups({
  typed,
  runList,
  controls,
  refresh,
  recentRuns,
  views,
  flows,
}: PaletteContent): readonly PaletteGroup[] {
  const { targets, isCertain } = goToTargets(typed, runList)
  const goTo = {
    heading: 'Go to',
    entries: targets.map(({ label, detail, url }, i) => toEntry(`go ${i}`, label, detail, { url }, true)),
  }
  // Without a text only the last ones, since the actions follow them.
  const runs = recentRuns.flatMap((run) => runEntry(run, flows))
  const shownRuns = typed.trim() === '' ? runs.slice(0, maxRunsAtFirst) : runs
  const refreshEntries =
    refresh === null
      ? []
      : [{ ...toEntry('refresh', 'Refresh', null, { run: refresh }), shortcut: shortcuts.refresh }]
  const found = [
    { heading: 'Recent runs', entries: shownRuns },
    { heading: 'Actions', entries: [...controls.map(controlEntry), ...refreshEntries] },
    {
      heading: 'Views',
      entries: views.map(({ name, url }, i) => toEntry(`view ${i}`, name, null, { url })),
    },
    { heading: 'Flows', entries: flows.flatMap(flowEntry) },
  ].map(({ heading, entries }) => ({ heading, entries: matchingEntries(entries, typed) }))
  return (isCertain ? [goTo, ...found] : [...found, goTo]).filter(({ entries }) => entries.length > 0)
}

/** Those that hold all words, in upper or lower case. */
function matchingEntries(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  // No entry is longer.
  const words = typed.slice(0, 200).toLowerCase().split(/\s+/)
  return entries
    .filter(({ label, detail }) => {
      const text = `${label} ${detail ?? ''}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .slice(0, maxEntries)
}

function controlEntry({ name, shortcut, activate }: PageControl): PaletteEntry {
  return { ...toEntry(`do ${name}`, name, null, { run: activate }), shortcut }
}

/** Only those of the account's flows: another account's stay unseen. */
function runEntry(
  { runList, engagementSid, contact, outcome }: PaletteRun,
  flows: readonly Flow[],
): PaletteEntry[] {
  const flow = flows.find(({ sid }) => sid === flowOf(runList))
  if (flow === undefined) return []
  const label = [contact, flow.friendly_name || 'Unnamed flow', outcome].filter(Boolean).join(' · ')
  const url = paths.engagement(runList, engagementSid)
  return [toEntry(`run ${engagementSid}`, label, engagementSid, { url })]
}

function flowEntry({ sid, friendly_name: name }: Flow): PaletteEntry[] {
  if (!sid) return []
  return [toEntry(`flow ${sid}`, name || 'Unnamed flow', sid, { url: paths.engagements(sid) })]
}

function toEntry(
  id: string,
  label: string,
  detail: string | null,
  action: PaletteEntry['action'],
  isTyped = false,
): PaletteEntry {
  return { id, label, detail, isTyped, shortcut: null, action }
}
