import { expect, test } from 'vitest'

import { parseDefinition } from '#contract/flow/studio-definition.ts'
import { contextAfter, engagementAt } from '#emulator/engagement.ts'
import { ordinaryFlows } from '#emulator/flows.ts'
import { createEmulatorState } from '#emulator/state.ts'
import { indexJson } from '#json/parse/document.ts'

import { explainSplit } from './explain-split.ts'

const now = Date.UTC(2026, 10, 3, 15, 20)
const flows = ordinaryFlows(1000).map((definition) => ({ definition, fault: {} }))
const state = createEmulatorState(flows, 'https://studio.twilio.com', () => now)

/** How the splits of a flow's newest runs are explained: the way taken, or what is wrong. */
function explanationsOf(flow: NonNullable<ReturnType<typeof state.flows.get>>): string[] {
  const definition = parseDefinition({ states: flow.definition.widgets })
  const count = flow.arrivalTimes.countAt(now)
  return Array.from({ length: Math.min(count, 150) }, (_, i) => {
    const engagement = engagementAt(flow, count - 1 - i, now)
    const own = engagement.generatedRun.executions.filter(({ subflow }) => subflow === null)
    return own.flatMap((execution, index) => {
      const widget = definition?.widgets.find(({ name }) => name === execution.widget)
      if (execution.type !== 'split-based-on' || !widget) return []
      const step = { name: execution.event, transitioned_to: own[index + 1]?.widget ?? 'Ended' }
      const completed = engagement.generatedRun.executions.indexOf(execution) + 1
      const { matches, isContradicted } = explainSplit(
        widget,
        step,
        indexJson(contextAfter(engagement, completed).text),
      )
      if (isContradicted) return [`${widget.name} contradicts ${execution.event}`]
      const taken = matches.find(({ isTaken }) => isTaken)
      return execution.event === 'match' && !taken?.conditions[0]?.holds
        ? [`${widget.name} is not certain`]
        : []
    })
  }).flat()
}

test('every split of the emulated runs is explained, but the one whose Liquid is more than a variable', () => {
  const found = [...state.flows.values()].flatMap(explanationsOf)
  expect([...new Set(found)]).toEqual(['may_ask_again is not certain'])
})
