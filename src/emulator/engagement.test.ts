import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'

import { contextAfter, engagementAt, type Engagement } from './engagement.ts'
import { flowSids, ordinaryFlows } from './flows.ts'
import { jsonOf } from './json-text.ts'
import type { LiveFlow } from './live-flow.ts'
import { engagementFields, printFields, stepFields } from './resources.ts'
import { createWorld } from './world.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)
const origin = 'https://studio.twilio.com'
const day = 86_400_000

function worldOf() {
  const flows = ordinaryFlows(5000).map((facts) => ({ facts, fault: {} }))
  return createWorld(flows, origin, () => start)
}

const flows = [...worldOf().flows.values()].filter((flow) => flow.facts.engagements > 0)

function runsOf(flow: LiveFlow, now = start): Engagement[] {
  return Array.from({ length: 300 }, (_, i) => engagementAt(flow, flow.facts.engagements - 1 - i, now))
}

function stepsOf(run: Engagement) {
  return Array.from({ length: run.done + 1 }, (_, n) => new Map(stepFields(origin, run, n, false)))
}

const anything = z.record(z.string(), z.unknown())
const contextSchema = z.object({ flow: z.object({ variables: anything }), widgets: anything })

function textOf(engagement: Engagement): string {
  return printFields(engagementFields(origin, engagement, false)).text
}

describe.each(flows.map((flow) => [flow.facts.name, flow] as const))('%s', (_, flow) => {
  const runs = runsOf(flow)

  test('the same engagement is the same bytes, whichever emulator and whatever was asked before', () => {
    const again = worldOf().flows.get(flow.facts.sid)
    for (const position of [200, 3, 77]) {
      const once = textOf(engagementAt(flow, position, start))
      expect(again && textOf(engagementAt(again, position, start))).toBe(once)
    }
  })

  test('each step of a flow begins where its last one ended, from the trigger to the end or a widget that waits', () => {
    for (const run of runs) {
      const steps = stepsOf(run)
      const widgets = new Map<unknown, unknown>()
      let at = ''
      for (const step of steps) {
        const parent = step.get('parent_step_sid')
        expect(step.get('transitioned_from')).toBe(widgets.get(parent) ?? 'Trigger')
        widgets.set(parent, step.get('transitioned_to'))
        const date = jsonOf(step.get('date_created') ?? null)
        expect(date >= at).toBe(true)
        at = date
      }
      expect(widgets.get(null) === 'Ended').toBe(run.status === 'ended')
      expect(new Set(steps.map((step) => step.get('sid'))).size).toBe(steps.length)
    }
  })

  test('the context holds what the steps left, and the last step knows what the run knows', () => {
    for (const run of runs) {
      const { acts } = run.tale
      const { subflow = null } = acts[run.done - 1] ?? {}
      const left = acts.slice(0, run.done).filter((act) => act.adds && act.subflow === subflow)
      const context: unknown = JSON.parse(contextAfter(run, run.done).text)
      expect(context).toMatchObject({
        flow: { flow_sid: flow.facts.sid, sid: run.sid },
        contact: { channel: { address: run.address } },
        widgets: Object.fromEntries(left.map((act) => [act.widget, JSON.parse(act.adds?.text ?? '')])),
      })
      expect(new Map(stepFields(origin, run, run.done, false)).get('context')).toEqual(
        contextAfter(run, run.done),
      )
    }
  })

  test('a flow forgets no widget and no variable, step by step', () => {
    for (const run of runs.slice(0, 50)) {
      const kept = new Map<unknown, string[]>()
      for (const step of stepsOf(run)) {
        const context: unknown = JSON.parse(jsonOf(step.get('context') ?? null))
        const known = contextSchema.parse(context)
        const names = [...Object.keys(known.flow.variables), ...Object.keys(known.widgets)]
        const parent = step.get('parent_step_sid')
        expect(names).toEqual(expect.arrayContaining(kept.get(parent) ?? []))
        kept.set(parent, names)
      }
    }
  })

  test('runs vary: active and ended, with and without an update, some contacts more than once', () => {
    expect(new Set(runs.map((run) => run.tale.acts.length)).size).toBeGreaterThan(1)
    expect(runs.some((run) => run.status === 'ended' && run.updatedAt === null)).toBe(true)
    expect(new Set(runs.map((run) => run.address)).size).toBeLessThan(runs.length)
    expect(runs.every((run) => run.createdAt <= start)).toBe(true)
  })

  test('every number is from a range set aside for fiction', () => {
    const numbers = runs.flatMap((run) => textOf(run).match(/\+\d{6,}/g) ?? [])
    expect(numbers.length).toBeGreaterThan(0)
    for (const number of numbers) {
      expect(number).toMatch(/^\+(1\d{3}55501\d\d|447700900\d{3}|3363998\d{4}|35320910\d{4})$/)
    }
  })
})

describe('across the flows', () => {
  const everything = flows.flatMap((flow) => runsOf(flow))

  test('contexts are mostly 1 to 8 kB', () => {
    const sizes = everything.map((run) => new TextEncoder().encode(contextAfter(run, run.done).text).length)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    expect(mean).toBeGreaterThan(2000)
    expect(mean).toBeLessThan(4000)
    expect(Math.max(...sizes)).toBeLessThan(8500)
  })

  test('they hold JSON in strings, dates taken apart, and integers no JavaScript number can', () => {
    const text = everything.map((run) => contextAfter(run, run.done).text).join('\n')
    expect(text).toContain(String.raw`"ChannelAttributes":"{\"status\":`)
    expect(text).toContain('"monthOfYear":')
    expect(text).toMatch(/"order_id":90071992547409\d{5},/)
  })

  test('many scripts are written', () => {
    const text = everything.map(textOf).join('\n')
    for (const script of [
      /\p{Script=Arabic}/u,
      /\p{Script=Devanagari}/u,
      /\p{Script=Hiragana}/u,
      /\p{Script=Greek}/u,
      /¿/,
      /📦/u,
    ]) {
      expect(text).toMatch(script)
    }
  })

  test('the steps of a subflow name the step of the widget that ran it, and have a context of their own', () => {
    const calls = flows.find(({ facts }) => facts.sid === flowSids.collections)
    const runs = calls ? runsOf(calls) : []
    const inside = runs.filter((run) => run.status === 'ended').flatMap((run) => subflowsOf(run))
    expect(new Set(inside.map(({ parent }) => parent?.get('transitioned_from')))).toEqual(
      new Set(['verify_identity', 'take_payment']),
    )
    for (const { parent, steps } of inside) {
      expect([parent?.get('type'), parent?.get('name')]).toEqual(['run-subflow', 'completed'])
      expect([steps[0]?.get('name'), steps.at(-1)?.get('transitioned_to')]).toEqual([
        'incomingParent',
        'Ended',
      ])
      expect(jsonOf(steps[0]?.get('context') ?? null)).toContain(
        `"step_sid":${jsonOf(parent?.get('sid') ?? null)}`,
      )
      expect(jsonOf(steps.at(-1)?.get('context') ?? null)).not.toContain('"call_customer"')
      // What the subflow set is left under the widget's name.
      const last = jsonOf(steps.at(-1)?.get('context') ?? null)
      const variables = /"variables":(\{[^}]*\})/.exec(last)?.[1] ?? ''
      const widget = jsonOf(parent?.get('transitioned_from') ?? null)
      expect(jsonOf(parent?.get('context') ?? null)).toContain(`${widget}:${variables}`)
    }
  })

  test('a run within a subflow names a step that is still to come', () => {
    const calls = flows.find(({ facts }) => facts.sid === flowSids.collections)
    const run = calls && runsOf(calls).find(({ tale }) => tale.acts.some((act) => act.subflow))
    const act = run?.tale.acts.find(({ subflow }) => subflow)
    if (!calls || !run || !act) throw new Error('No run of the newest 300 has a subflow.')
    const then = engagementAt(calls, run.position, act.at)
    expect(then.status).toBe('active')
    const sids = stepsOf(then).map((step) => step.get('sid'))
    expect(sids).not.toContain(stepsOf(then).at(-1)?.get('parent_step_sid'))
  })

  test('a few old runs are still active', () => {
    const orders = flows.find((flow) => flow.facts.sid === flowSids.orderStatus)
    const old = Array.from({ length: 4000 }, (_, i) => orders && engagementAt(orders, i + 4000, start))
    const stuck = old.filter((run) => run?.status === 'active' && run.createdAt < start - 3 * day)
    expect(stuck.length).toBeGreaterThan(2)
    expect(stuck.length).toBeLessThan(40)
  })
})

/** Each subflow of a run: its steps, and the one that ran it. */
function subflowsOf(run: Engagement) {
  const steps = stepsOf(run)
  const parents = new Set(steps.map((step) => step.get('parent_step_sid')).filter((sid) => sid !== null))
  return Array.from(parents, (sid) => ({
    parent: steps.find((step) => step.get('sid') === sid),
    steps: steps.filter((step) => step.get('parent_step_sid') === sid),
  }))
}
