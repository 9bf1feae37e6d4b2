import { JsonView } from '#viewer/json-view.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabWaiting } from './tab-waiting.tsx'
import type { Run } from './use-engagement.ts'

/** What the flow knew. */
export function ContextTab({ run: { context } }: { run: Run }) {
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
      {context.data !== null && <JsonView text={context.data} label="Context" />}
      {context.data === null && context.pending && <TabWaiting what="Reading the context" />}
    </>
  )
}
