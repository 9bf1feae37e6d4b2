import { ChevronLeft, ChevronRight, X } from 'lucide'
import { useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid, StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { ToggleButton } from '#ui/controls/toggle-button.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { ContextAtStep } from './context-at-step.tsx'
import { SplitConditions } from './split-conditions.tsx'
import { StepChanges } from './step-changes.tsx'

type StepPaneProps = {
  runList: RunList
  engagementSid: EngagementSid
  run: EngagementData
  steps: readonly Step[]
  /** Index of the displayed step. */
  index: number
  onSelect: (step: StepSid | null) => void
}

const modeLabels = {
  conditions: 'Conditions',
  changes: 'What changed',
  context: 'Context at this step',
} as const

type Mode = keyof typeof modeLabels

/** What one step changed, and the context after it; of a split, which changes nothing, first its conditions. */
export function StepPane({ runList, engagementSid, run, steps, index, onSelect }: StepPaneProps) {
  const [stepMode, setStepMode] = useState<Mode>('changes')
  const [splitMode, setSplitMode] = useState<Mode>('conditions')
  const step = steps[index]
  const isSplit = step?.type === 'split-based-on'
  const mode = isSplit ? splitMode : stepMode
  const modes: readonly Mode[] = isSplit ? ['conditions', 'changes', 'context'] : ['changes', 'context']
  const displayText = useDisplayText()

  function goTo(target: number) {
    const sid = steps[target]?.sid
    if (sid) onSelect(sid)
  }

  return (
    <section
      aria-label="Step"
      className="flex min-h-0 flex-[2.2] basis-0 flex-col border-t border-line-strong bg-surface"
    >
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-1 border-b py-1 border-line pr-3 pl-5">
        <input
          type="range"
          aria-label="Step"
          aria-valuetext={displayText(describeStep(step, index, steps.length))}
          min={1}
          max={steps.length}
          value={index + 1}
          onChange={({ target }) => goTo(Number(target.value) - 1)}
          className="focus-ring min-w-16 flex-1 rounded-sm accent-accent max-sm:basis-full"
        />
        <Button
          variant="quiet"
          size="sm"
          aria-label="Previous step"
          disabled={index === 0}
          icon={<Icon icon={ChevronLeft} size={14} />}
          onClick={() => goTo(index - 1)}
        />
        <span className="shrink-0 text-xs text-muted tabular-nums">
          {index + 1} of {steps.length}
        </span>
        <Button
          variant="quiet"
          size="sm"
          aria-label="Next step"
          disabled={index === steps.length - 1}
          icon={<Icon icon={ChevronRight} size={14} />}
          onClick={() => goTo(index + 1)}
        />
        {modes.map((each) => (
          <ToggleButton
            key={each}
            pressed={mode === each}
            onClick={() => (isSplit ? setSplitMode(each) : setStepMode(each))}
          >
            {modeLabels[each]}
          </ToggleButton>
        ))}
        <Button
          variant="quiet"
          size="sm"
          aria-label="Hide step"
          title="Hide step"
          className="ml-auto"
          icon={<Icon icon={X} size={14} />}
          onClick={() => onSelect(null)}
        />
      </div>
      {mode === 'conditions' && step ? (
        <SplitConditions runList={runList} engagementSid={engagementSid} run={run} step={step} />
      ) : mode === 'changes' ? (
        <StepChanges runList={runList} engagementSid={engagementSid} steps={steps} index={index} />
      ) : (
        <ContextAtStep runList={runList} engagementSid={engagementSid} steps={steps} index={index} />
      )}
    </section>
  )
}

function describeStep(step: Step | undefined, index: number, total: number): string {
  return [`${index + 1} of ${total}`, step?.name, step?.transitioned_from].filter(Boolean).join(', ')
}
