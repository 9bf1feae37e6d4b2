import { Columns3 } from 'lucide'
import { use } from 'react'
import { useOutletContext } from 'react-router'

import { Icon } from '#ui/icon.tsx'

import { getValueHint } from '#format/value-hints.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import { noPlace } from '#urls/urls.ts'
import { JsonView } from '#viewer/json-view.tsx'
import type { NodeAction } from '#viewer/tree/node-toolbar.tsx'

import type { PanelOutletContext } from '#pages/shared/panel-outlet-context.ts'
import { jsonViewPref } from '#pages/prefs/panel-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { FocusedPlaceContext } from '#pages/engagement/shared/place.ts'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { shownInstead, type EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

type ContextTabProps = {
  run: EngagementData
  /** The absolute URL of a value in this context. */
  linkTo: (path: JsonPath) => string
}

/** The run's context. Its values can become columns of the list. */
export function ContextTab({ run: { context }, linkTo }: ContextTabProps) {
  const { columnPaths, addColumn } = useOutletContext<PanelOutletContext>()
  const urlState = useUrlState()
  const zone = useTimeZone()
  const jsonView = usePref(jsonViewPref)
  const focusedPlace = use(FocusedPlaceContext)
  const addColumnAction: NodeAction | null = addColumn && {
    label: 'Add as column',
    icon: <Icon icon={Columns3} size={14} />,
    unavailableReason: (path) => {
      if (path === '$') return 'A column shows one value; this is the whole context.'
      return columnPaths.includes(path) ? 'This column already exists.' : null
    },
    onSelect: addColumn,
  }
  return (
    <>
      {context.problem && (
        <ProblemView
          problem={context.problem}
          title={
            context.data === null
              ? 'The context couldn’t be loaded'
              : `The context couldn’t be refreshed; this is ${shownInstead(context.isFromList)}`
          }
          onRetry={context.retry}
        />
      )}
      {context.data !== null && (
        <JsonView
          parsed={context.data}
          label="Context"
          actions={addColumnAction === null ? [] : [addColumnAction]}
          path={urlState.path}
          linkTo={linkTo}
          onPath={(path) => focusedPlace.set(path && { ...noPlace, path })}
          getHint={(doc, node) => getValueHint(doc, node, zone)}
          prefs={jsonView}
          onPrefsChange={jsonViewPref.write}
        />
      )}
      {context.data === null && context.isPending && <TabSkeleton label="Loading the context" />}
    </>
  )
}
