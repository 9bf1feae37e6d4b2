import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { flowOf, type RunList } from '#contract/run-source.ts'
import type { Problem } from '#contract/problem.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { pluralize } from '#format/count.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { contextDiffQuery } from '#queries/context.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { ExternalText } from '#pages/shared/values.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { useFlowDefinition } from '#pages/engagement/shared/use-flow-definition.ts'
import { OperandText } from '#pages/engagement/steps/operand-text.tsx'
import { useStepContexts } from '#pages/engagement/steps/use-step-contexts.ts'
import { differentInputs, differentResults, type DecidingValue } from './deciding-values.ts'

/** One of two compared runs. */
export type ComparedRun = {
  sid: EngagementSid
  /** SID and start. */
  name: string
  run: Pick<EngagementData, 'engagement' | 'request'>
}

type Pair<T> = readonly [T, T]

type DecisiveStepProps = {
  runList: RunList
  runs: Pair<ComparedRun>
  /** The steps of the same widget at which the runs diverge. */
  steps: Pair<Step>
}

/** The values that led two runs different ways: what a split compared, or what a widget left in the context. */
export function DecisiveStep({ runList, runs, steps }: DecisiveStepProps) {
  const left = useStepContexts(runList, runs[0].sid, [steps[0].sid])
  const right = useStepContexts(runList, runs[1].sid, [steps[1].sid])
  const failed = [left, right].find(({ problem }) => problem !== null)
  const contexts = [left.contexts[0] ?? null, right.contexts[0] ?? null] as const
  const [step] = steps
  const widget = step.transitioned_from
  const isSplit = step.type === 'split-based-on' && step.parent_step_sid === null
  return (
    <section
      aria-label="What made the difference"
      // Many values may not fit.
      tabIndex={0}
      className="focus-ring-inset max-h-2/5 shrink-0 overflow-y-auto border-b border-line pt-2 pb-1"
    >
      <h3 className="px-5 font-medium">
        What made the difference at{' '}
        <span className="font-mono text-xs">
          {widget === null ? 'the start' : <ExternalText text={widget} />}
        </span>
      </h3>
      <Loaded problem={failed?.problem ?? null} retry={failed?.retry} isLoaded={contexts.every(Boolean)}>
        {isSplit ? (
          <SplitValues runList={runList} runs={runs} steps={steps} contexts={contexts} />
        ) : (
          <ResultValues runs={runs} contexts={contexts} widget={step.type === 'trigger' ? null : widget} />
        )}
      </Loaded>
    </section>
  )
}

type LoadedProps = {
  problem: Problem | null
  retry: (() => void) | undefined
  isLoaded: boolean
  children: ReactNode
}

function Loaded({ problem, retry, isLoaded, children }: LoadedProps) {
  if (problem) return <ProblemView problem={problem} title="The values couldn’t be loaded" onRetry={retry} />
  return isLoaded ? children : <TabSkeleton label="Loading the values" />
}

type Contexts = Pair<ParsedText | null>

type SplitValuesProps = DecisiveStepProps & { contexts: Contexts }

function SplitValues({ runList, runs, steps, contexts }: SplitValuesProps) {
  const definitions = [
    useFlowDefinition(flowOf(runList), runs[0].run),
    useFlowDefinition(flowOf(runList), runs[1].run),
  ] as const
  const failed = definitions.find(({ problem }) => problem !== null)
  const [left = null, right = null] = definitions.map(({ revision }, i) => {
    const step = i === 0 ? steps[0] : steps[1]
    const widget = revision?.definition?.widgets.find(({ name }) => name === step.transitioned_from)
    const context = contexts[i === 0 ? 0 : 1]?.result ?? null
    return widget ? { widget, step, context: context instanceof JsonTextError ? null : context } : null
  })
  return (
    <Loaded
      problem={failed?.problem ?? null}
      retry={failed?.retry}
      isLoaded={definitions.every(({ isPending }) => !isPending)}
    >
      {left && right ? (
        <>
          <ValueList runs={runs} values={differentInputs(left, right)} />
          {definitions.some(({ match }) => match === 'changed') && (
            <Note>By the flow as it is now; it was changed since these runs.</Note>
          )}
        </>
      ) : (
        <Note>The flow’s definition has no such split. The flow may have been changed since.</Note>
      )}
    </Loaded>
  )
}

type ResultValuesProps = { runs: Pair<ComparedRun>; contexts: Contexts; widget: string | null }

function ResultValues({ runs, contexts, widget }: ResultValuesProps) {
  const { data: diff } = useQuery(contextDiffQuery(...contexts))
  if (diff === undefined) return <TabSkeleton label="Comparing the values" />
  if (diff instanceof JsonTextError) return <Note>{`These contexts can’t be compared. ${diff.message}`}</Note>
  return <ValueList runs={runs} values={differentResults(diff, widget)} />
}

function Note({ children }: { children: string }) {
  return <p className="px-5 py-1 text-xs text-muted">{children}</p>
}

const maxValues = 6

function ValueList({ runs, values }: { runs: Pair<ComparedRun>; values: readonly DecidingValue[] }) {
  const decisive = values.filter(({ isDecisive }) => isDecisive)
  const shown = (decisive.length > 0 ? decisive : values).slice(0, maxValues)
  if (values.length === 0) return <Note>No value of this widget differs, apart from ids and times.</Note>
  return (
    <>
      <ul aria-label="Values" className="py-0.5">
        {shown.map(({ name, left, right }) => (
          <li key={name} className="grid grid-cols-2 py-0.5">
            <p className="col-span-2 px-5 font-mono text-xs wrap-anywhere text-muted">
              <ExternalText text={name} />
            </p>
            <RunValue run={runs[0]} text={left} />
            <RunValue run={runs[1]} text={right} />
          </li>
        ))}
      </ul>
      {values.length > shown.length && (
        <Note>{`${pluralize(values.length - shown.length, 'other value')}: see Contexts.`}</Note>
      )}
    </>
  )
}

function RunValue({ run, text }: { run: ComparedRun; text: string | null }) {
  return (
    <p className="min-w-0 px-5 font-medium wrap-anywhere">
      <span className="sr-only">{run.name}: </span>
      <OperandText operand={{ kind: 'text', text: text ?? '', liquid: null, isMissing: text === null }} />
    </p>
  )
}
