import { Columns3 } from 'lucide-react'
import { useOutletContext } from 'react-router'

import { recognise } from '#display/recognise.ts'
import type { JsonPath } from '#json/paths.ts'
import { JsonView } from '#viewer/json-view.tsx'
import type { NodeAction } from '#viewer/tree/node-toolbar.tsx'

import type { PanelContext } from '#pages/engagements/engagement-list.tsx'
import { jsonFormPref } from '#pages/prefs/json-form.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useView } from '#pages/shared/use-view.ts'
import { TabWaiting } from '#pages/engagement/tab-waiting.tsx'
import type { Run } from '#pages/engagement/use-engagement.ts'

type ContextTabProps = {
  run: Run
  /** The whole address of a value of this context. */
  linkTo: (path: JsonPath) => string
}

/** What the flow knew. */
export function ContextTab({ run: { context }, linkTo }: ContextTabProps) {
  const { columnPaths, addColumn } = useOutletContext<PanelContext>()
  const view = useView()
  const form = usePref(jsonFormPref)
  const asColumn: NodeAction = {
    label: 'Add as column',
    icon: <Columns3 aria-hidden size={14} />,
    unavailable: (path) => {
      if (path === '$') return 'A column shows one value; this is the whole context.'
      return columnPaths.includes(path) ? 'It is a column of the list already.' : null
    },
    onSelect: addColumn,
  }
  return (
    <>
      {context.problem && (
        <ProblemView
          problem={context.problem}
          title={
            context.data === null ? 'The context could not be read' : 'This is the context as the list had it'
          }
          onRetry={context.retry}
        />
      )}
      {context.data !== null && (
        <JsonView
          text={context.data}
          label="Context"
          actions={[asColumn]}
          path={view.path}
          linkTo={linkTo}
          recognise={recognise}
          form={form}
          onForm={jsonFormPref.write}
        />
      )}
      {context.data === null && context.pending && <TabWaiting what="Reading the context" />}
    </>
  )
}
