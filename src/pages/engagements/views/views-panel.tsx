import { useQuery } from '@tanstack/react-query'
import { Link2, Trash2 } from 'lucide'
import { use, type ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'

import type { RunList } from '#contract/run-source.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { TypedTextMaskContext, useDisplayText } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { paths } from '#urls/urls.ts'

import { usePref } from '#pages/prefs/pref.ts'
import { savedViewsPref, type SavedView } from '#pages/prefs/saved-views.ts'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { builtInViews, type BuiltInView } from '#pages/shared/views/built-in-views.ts'
import { parseViewLink, splitLink, viewLink } from '#pages/shared/views/view-links.ts'
import { useSidParam } from '#pages/shared/use-url-state.ts'
import { useShareableUrl } from '#pages/shell/mask/search-addresses.tsx'
import { useListQuery } from '#pages/engagements/use-list-query.ts'
import { SaveViewForm } from './save-view-form.tsx'
import { ViewFiles } from './view-files.tsx'

type ViewsPanelProps = { runList: RunList; onClose: () => void }

const itemClass =
  'focus-ring-inset flex h-8 min-w-0 flex-1 items-center rounded-sm px-2 text-left hover:bg-selected aria-[current=true]:font-medium aria-[current=true]:text-accent'

/** The views of a list: those that every flow has, and the saved ones. Choosing one replaces all filters. */
export function ViewsPanel({ runList, onClose }: ViewsPanelProps) {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { sid: openSid } = useSidParam('engagementSid', 'FN')
  const { urlState, changeQuery } = useListQuery(runList, openSid)
  const saved = usePref(savedViewsPref)
  const now = useNow()
  const zone = useTimeZone()
  // The panel beside the list has loaded it.
  const { data: openRun } = useQuery({ ...engagementQuery(runList, openSid), enabled: false })
  const contact = openSid === null ? null : (openRun?.fields.contact_channel_address ?? null)
  const current = viewLink(urlState)

  const builtIn = ({ name, query }: BuiltInView) => (
    <li key={name} className="flex">
      <button
        type="button"
        aria-current={viewLink({ ...urlState, listQuery: query }) === current ? 'true' : undefined}
        className={itemClass}
        onClick={() => {
          changeQuery(query)
          onClose()
        }}
      >
        {name}
      </button>
    </li>
  )

  return (
    <div className="flex w-72 max-w-full flex-col gap-3">
      <ViewList name="Built-in views">{builtInViews(now, zone, contact).map(builtIn)}</ViewList>
      {saved.length > 0 && (
        <ViewList name="Saved views">
          {saved.map((view) => (
            <SavedViewItem
              key={view.name}
              view={view}
              runList={runList}
              isCurrent={viewLink(parseViewLink(view.link)) === current}
              onOpen={() => {
                // As it was saved: the list says what of it is not understood. An open run stays open.
                void navigate({ pathname, ...splitLink(view.link) })
                onClose()
              }}
            />
          ))}
        </ViewList>
      )}
      <SaveViewForm runList={runList} urlState={urlState} />
      <ViewFiles />
    </div>
  )
}

function ViewList({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="px-2 pb-1 text-xs font-medium text-muted">{name}</h2>
      {/* The focus stays here when a view is deleted. */}
      <ul aria-label={name} tabIndex={-1} className="outline-none">
        {children}
      </ul>
    </section>
  )
}

type SavedViewItemProps = { view: SavedView; runList: RunList; isCurrent: boolean; onOpen: () => void }

function SavedViewItem({ view, runList, isCurrent, onOpen }: SavedViewItemProps) {
  const mask = use(TypedTextMaskContext)
  const displayText = useDisplayText()
  const shareableUrl = useShareableUrl()
  const name = mask(view.name)
  return (
    <li className="flex items-center gap-1">
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        title={displayText(name)}
        className={itemClass}
        onClick={onOpen}
      >
        <span className="truncate">
          <UntrustedText text={name} />
        </span>
      </button>
      <CopyButton
        unmasked
        iconOnly
        icon={Link2}
        label={`Copy link to ${displayText(name)}`}
        text={() => shareableUrl(paths.engagements(runList, parseViewLink(view.link)))}
      />
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Delete ${displayText(name)}`}
        title="Delete"
        icon={<Icon icon={Trash2} size={14} />}
        onClick={() => savedViewsPref.write(savedViewsPref.read().filter((each) => each.name !== view.name))}
      />
    </li>
  )
}
