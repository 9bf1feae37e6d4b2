import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { use, useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'

import { runListOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { findSids } from '#search/interpret/find-sids.ts'
import { maxSearchLength } from '#search/syntax/query-syntax.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { flowsQuery } from '#queries/flows.ts'
import { useMaskedInput } from '#ui/controls/use-masked-input.ts'
import { Dialog } from '#ui/floating/dialog.tsx'
import { useAutoFocus } from '#ui/keys/use-auto-focus.ts'
import { TextMaskContext, TypedTextMaskContext } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { usePref } from '#pages/prefs/pref.ts'
import { recentRunList, recentRunsPref, type RecentRun } from '#pages/prefs/recent-runs.ts'
import { savedViewsPref } from '#pages/prefs/saved-views.ts'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { shortcutsPref } from '#pages/prefs/ui-prefs.ts'
import { useSidParam, useUrlState } from '#pages/shared/use-url-state.ts'
import { builtInViews } from '#pages/shared/views/built-in-views.ts'
import { viewLink } from '#pages/shared/views/view-links.ts'
import { chordOf } from '#pages/shell/shortcut-list.ts'
import { KeyCombination } from '#pages/shell/shortcuts-dialog.tsx'
import { currentRefresh } from '#pages/shell/use-refresh-shortcut.ts'
import { loadedOutcomeText } from './loaded-outcome.ts'
import { pageControls, watchPageControls } from './page-controls.ts'
import { paletteGroups, type PaletteEntry, type PaletteRun } from './palette-entries.ts'

type CommandPaletteProps = {
  /** What was typed before it was loaded. */
  typedEarly?: string
  onClose: () => void
}

/** Everything that can be done or opened from here, by typing a part of its name. */
export function CommandPalette({ typedEarly = '', onClose }: CommandPaletteProps) {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { sid: flowSid } = useSidParam('flowSid', 'FW')
  const { sid: openSid } = useSidParam('engagementSid', 'FN')
  const { data: flows = [] } = useQuery(flowsQuery())
  const field = useAutoFocus<HTMLInputElement>()
  const [typed, setTyped] = useState(typedEarly)
  const [isCut, setIsCut] = useState(false)
  const [controls, setControls] = useState(pageControls)
  useEffect(() => watchPageControls(setControls), [])
  const queryClient = useQueryClient()
  const [recent] = useState(() =>
    recentRunsPref
      .read()
      .filter(({ engagementSid }) => engagementSid !== openSid)
      .map(withDetails),
  )
  const [{ refresh }] = useState(() => ({ refresh: currentRefresh() }))
  const { value, onChange } = useMaskedInput(field, typed, (text) => {
    setTyped(text.slice(0, maxSearchLength))
    setIsCut(text.length > maxSearchLength)
  })
  const runList = flowSid && runListOf(flowSid, findSids(pathname).source ?? 'engagements')
  const { columns } = useUrlState()
  const [now] = useState(() => Date.now())
  const zone = useTimeZone()
  const saved = usePref(savedViewsPref)
  const views =
    runList === null
      ? []
      : [
          ...builtInViews(now, zone, contactOf(runList, openSid)).map(({ name, query }) => ({
            name,
            url: pathname + viewLink({ listQuery: query, columns }),
          })),
          ...saved.map(({ name, link }) => ({ name, url: pathname + link })),
        ]
  const groups = paletteGroups({ typed, runList, controls, refresh, recentRuns: recent, views, flows })

  /** The contact of a run that this tab has loaded; null otherwise. */
  function contactOf(list: RunList, sid: EngagementSid | null): string | null {
    const { queryKey } = engagementQuery(list, sid)
    return queryClient.getQueryData(queryKey)?.fields.contact_channel_address ?? null
  }

  function withDetails(run: RecentRun): PaletteRun {
    const { engagementSid } = run
    const list = recentRunList(run)
    return {
      runList: list,
      engagementSid,
      contact: contactOf(list, engagementSid),
      outcome: loadedOutcomeText(queryClient, list, engagementSid),
    }
  }

  function activate({ action }: PaletteEntry) {
    // First of all, since it returns the focus to where it was.
    field.current?.closest('dialog')?.close()
    if ('url' in action) void navigate(action.url)
    else action.run()
  }

  return (
    <Dialog title="Command palette" onClose={onClose} className="mt-[10dvh] w-160 max-sm:w-full">
      <Command label="Type a command or search" shouldFilter={false} vimBindings={false} loop>
        <Command.Input
          ref={field}
          value={value}
          onInput={onChange}
          placeholder="Type a command or search"
          aria-describedby={isCut ? 'palette-note' : undefined}
          autoCapitalize="off"
          className="focus-ring h-9 w-full rounded-md border border-line-strong bg-surface px-3 placeholder:text-faint max-sm:text-base"
        />
        {isCut && (
          <p id="palette-note" role="status" className="pt-1 text-xs text-warn">
            Too long: only the first {maxSearchLength} characters are used.
          </p>
        )}
        <Command.List
          label="Commands"
          className="mt-2 max-h-[min(24rem,50dvh)] overflow-y-auto overscroll-contain"
        >
          {groups.map(({ heading, entries }) => (
            <Command.Group
              key={heading}
              heading={heading}
              className="pb-2 **:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:py-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-muted"
            >
              {entries.map((entry) => (
                <Command.Item
                  key={entry.id}
                  value={entry.id}
                  onSelect={() => activate(entry)}
                  className="flex min-h-8 scroll-my-1 items-center gap-3 rounded-md px-2 data-[selected=true]:bg-selected data-[selected=true]:outline-1 data-[selected=true]:-outline-offset-1 data-[selected=true]:outline-accent"
                >
                  <EntryContent entry={entry} />
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}

function EntryContent({ entry: { label, detail, isTyped, shortcut } }: { entry: PaletteEntry }) {
  const mask = use(TextMaskContext)
  const typedMask = use(TypedTextMaskContext)
  const areShortcutsEnabled = usePref(shortcutsPref)
  return (
    <>
      <span className={`truncate ${isTyped ? 'shrink-0' : 'min-w-0 flex-1'}`}>
        <UntrustedText text={label} />
      </span>
      {detail !== null && (
        <span
          className={`min-w-0 truncate text-xs ${isTyped ? 'flex-1 font-medium' : 'max-w-2/5 font-mono text-muted max-sm:hidden'}`}
        >
          <TextMaskContext value={isTyped ? typedMask : mask}>
            {/* What is cut off at the end of the line is not rendered either. */}
            <UntrustedText text={detail.slice(0, 200)} />
          </TextMaskContext>
        </span>
      )}
      {shortcut !== null && areShortcutsEnabled && <KeyCombination chord={chordOf(shortcut)} />}
    </>
  )
}
