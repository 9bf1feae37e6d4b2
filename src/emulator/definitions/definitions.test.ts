import { describe, expect, test } from 'vitest'

import { engagementAt } from '#emulator/engagement.ts'
import { faultFlows } from '#emulator/faults/definitions.ts'
import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids, ordinaryFlows } from '#emulator/flows.ts'
import { createEmulatorState } from '#emulator/state.ts'

import { commitMessage, widgetsOfRevision } from './revision-widgets.ts'

/*
 * Every flow has a definition that its runs follow: each step leaves a widget of the definition by one of its events, to
 * the widget where that event leads.
 */

const now = Date.UTC(2026, 10, 3, 15, 20)
const flows = [...ordinaryFlows(3000).map((definition) => ({ definition, fault: {} })), ...faultFlows()]
const state = createEmulatorState(flows, 'https://studio.twilio.com', () => now)

/** The transitions of the newest runs, each once; those inside subflows are left out. */
function transitionsOf(flow: (typeof flowStates)[number]) {
  const seen = new Map<string, { from: string; type: string; event: string; to: string | null }>()
  const count = flow.arrivalTimes.countAt(now)
  for (let position = Math.max(0, count - 400); position < count; position++) {
    const { event: start, executions } = engagementAt(flow, position, now).generatedRun
    const own = executions.filter(({ subflow }) => subflow === null)
    const steps = [{ widget: 'Trigger', type: 'trigger', event: start }, ...own]
    for (const [i, { widget, type, event }] of steps.entries()) {
      const to = steps[i + 1]?.widget ?? null
      seen.set(JSON.stringify([widget, type, event, to]), { from: widget, type, event, to })
    }
  }
  return [...seen.values()]
}

const flowStates = [...state.flows.values()]

describe.each(flowStates.map((flow) => [flow.definition.name, flow] as const))('%s', (_, flow) => {
  const { widgets } = flow.definition

  test('its runs follow its definition', () => {
    for (const { from, type, event, to } of transitionsOf(flow)) {
      const widget = widgets.find(({ name }) => name === from)
      expect([from, widget?.type]).toEqual([from, type])
      const next = (widget?.transitions ?? []).filter((it) => it.event === event).map((it) => it.next ?? null)
      expect(next, `${from} left by ${event}`).toContain(to)
    }
  })

  test('its names are unique, and every transition leads to one of them, in all revisions', () => {
    const { version } = flow.definition
    for (let revision = 1; revision <= version; revision++) {
      const then = widgetsOfRevision(widgets, version, revision)
      const names = then.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      const targets = then.flatMap(({ transitions }) => transitions.flatMap(({ next }) => next ?? []))
      expect(targets.filter((next) => !names.includes(next))).toEqual([])
    }
  })
})

test('a revision differs from the one before in what its message says', () => {
  const { widgets = [], version = 0 } = state.flows.get(flowSids.orderStatus)?.definition ?? {}
  const [now14, then13, then12] = [14, 13, 12].map((n) => widgetsOfRevision(widgets, version, n))
  expect(now14).toEqual(widgets)
  expect(commitMessage(14)).toBe('Hand over to a person on request')
  expect(then13?.map(({ name }) => name)).not.toContain('to_support')
  expect(commitMessage(13)).toBe('New address of the orders service')
  expect(JSON.stringify(then12)).toContain('https://legacy.example.com/orders')
})

test('one flow has 300 widgets', () => {
  expect(state.flows.get(faultSids.largeDefinition)?.definition.widgets).toHaveLength(300)
})
