import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'

import { contextAfter, engagementAt, type EmulatedEngagement } from './engagement.ts'
import { flowSids, ordinaryFlows } from './flows.ts'
import { toJson } from './data/json-text.ts'
import type { FlowState } from './flow-state.ts'
import { serializeFields } from '#emulator/data/resource-fields.ts'
import { engagementFields, stepFields } from './api/resources.ts'
import { createEmulatorState } from './state.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)
const origin = 'https://studio.twilio.com'
const dayMs = 86_400_000

function createState() {
  const flows = ordinaryFlows(5000).map((definition) => ({ definition, fault: {} }))
  return createEmulatorState(flows, origin, () => start)
}

const flows = [...createState().flows.values()].filter((flow) => flow.definition.engagementCount > 0)

function runsOf(flow: FlowState, now = start): EmulatedEngagement[] {
  return Array.from({ length: 300 }, (_, i) =>
    engagementAt(flow, flow.definition.engagementCount - 1 - i, now),
  )
}

function stepsOf(run: EmulatedEngagement) {
  return Array.from({ length: run.completedCount + 1 }, (_, n) => new Map(stepFields(origin, run, n, false)))
}

const anyRecord = z.record(z.string(), z.unknown())
const contextSchema = z.object({ flow: z.object({ variables: anyRecord }), widgets: anyRecord })

function engagementJson(engagement: EmulatedEngagement): string {
  return serializeFields(engagementFields(origin, engagement, false)).text
}

describe.each(flows.map((flow) => [flow.definition.name, flow] as const))('%s', (_, flow) => {
  const runs = runsOf(flow)

  test('an engagement has the same bytes in every emulator, whatever was requested before', () => {
    const otherFlow = createState().flows.get(flow.definition.sid)
    for (const position of [200, 3, 77]) {
      const bytes = engagementJson(engagementAt(flow, position, start))
      expect(otherFlow && engagementJson(engagementAt(otherFlow, position, start))).toBe(bytes)
    }
  })

  test('each step starts where the previous one ended, from the trigger to the end or a waiting widget', () => {
    for (const run of runs) {
      const steps = stepsOf(run)
      const widgets = new Map<unknown, unknown>()
      let previousDate = ''
      for (const step of steps) {
        const parent = step.get('parent_step_sid')
        expect(step.get('transitioned_from')).toBe(widgets.get(parent) ?? 'Trigger')
        widgets.set(parent, step.get('transitioned_to'))
        const date = toJson(step.get('date_created') ?? null)
        expect(date >= previousDate).toBe(true)
        previousDate = date
      }
      expect(widgets.get(null) === 'Ended').toBe(run.status === 'ended' && !isStopped(run))
      expect(new Set(steps.map((step) => step.get('sid'))).size).toBe(steps.length)
    }
  })

  test('the context contains the output of every step and equals the context of the last step', () => {
    for (const run of runs) {
      const { executions } = run.generatedRun
      const { subflow = null } = executions[run.completedCount - 1] ?? {}
      const withOutput = executions
        .slice(0, run.completedCount)
        .filter((execution) => execution.output && execution.subflow === subflow)
      const context: unknown = JSON.parse(contextAfter(run, run.completedCount).text)
      expect(context).toMatchObject({
        flow: { flow_sid: flow.definition.sid, sid: run.sid },
        contact: { channel: { address: run.address } },
        widgets: Object.fromEntries(
          withOutput.map((execution) => [execution.widget, JSON.parse(execution.output?.text ?? '')]),
        ),
      })
      expect(new Map(stepFields(origin, run, run.completedCount, false)).get('context')).toEqual(
        contextAfter(run, run.completedCount),
      )
    }
  })

  test('no step loses a widget or a variable', () => {
    for (const run of runs.slice(0, 50)) {
      const seenNames = new Map<unknown, string[]>()
      for (const step of stepsOf(run)) {
        const context: unknown = JSON.parse(toJson(step.get('context') ?? null))
        const parsedContext = contextSchema.parse(context)
        const names = [...Object.keys(parsedContext.flow.variables), ...Object.keys(parsedContext.widgets)]
        const parent = step.get('parent_step_sid')
        expect(names).toEqual(expect.arrayContaining(seenNames.get(parent) ?? []))
        seenNames.set(parent, names)
      }
    }
  })

  test('runs vary in length and update date, and some share a contact', () => {
    expect(new Set(runs.map((run) => run.generatedRun.executions.length)).size).toBeGreaterThan(1)
    expect(runs.some((run) => run.status === 'ended' && run.updatedAt === null)).toBe(true)
    expect(new Set(runs.map((run) => run.address)).size).toBeLessThan(runs.length)
    expect(runs.every((run) => run.createdAt <= start)).toBe(true)
  })

  test('every phone number is from a range reserved for fiction', () => {
    const numbers = runs.flatMap((run) => engagementJson(run).match(/\+\d{6,}/g) ?? [])
    expect(numbers.length).toBeGreaterThan(0)
    for (const number of numbers) {
      expect(number).toMatch(/^\+(1\d{3}55501\d\d|447700900\d{3}|3363998\d{4}|35320910\d{4})$/)
    }
  })
})

describe('across the flows', () => {
  const allRuns = flows.flatMap((flow) => runsOf(flow))

  test('contexts are mostly 1 to 8 kB', () => {
    const sizes = allRuns.map(
      (run) => new TextEncoder().encode(contextAfter(run, run.completedCount).text).length,
    )
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    expect(mean).toBeGreaterThan(2000)
    expect(mean).toBeLessThan(4000)
    expect(Math.max(...sizes)).toBeLessThan(8500)
  })

  test('contexts contain JSON in strings, Joda dates, and integers too large for a JavaScript number', () => {
    const text = allRuns.map((run) => contextAfter(run, run.completedCount).text).join('\n')
    expect(text).toContain(String.raw`"ChannelAttributes":"{\"status\":`)
    expect(text).toContain('"monthOfYear":')
    expect(text).toMatch(/"order_id":90071992547409\d{5},/)
  })

  test('texts use many scripts', () => {
    const text = allRuns.map(engagementJson).join('\n')
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

  test('the steps of a subflow reference the step of its Run Subflow widget and have a context of their own', () => {
    const calls = flows.find(({ definition }) => definition.sid === flowSids.collections)
    const runs = calls ? runsOf(calls) : []
    const subflowRuns = runs.filter((run) => run.status === 'ended').flatMap((run) => subflowsOf(run))
    expect(new Set(subflowRuns.map(({ parent }) => parent?.get('transitioned_from')))).toEqual(
      new Set(['verify_identity', 'take_payment']),
    )
    for (const { parent, steps } of subflowRuns) {
      expect([parent?.get('type'), parent?.get('name')]).toEqual(['run-subflow', 'completed'])
      expect([steps[0]?.get('name'), steps.at(-1)?.get('transitioned_to')]).toEqual([
        'incomingParent',
        'Ended',
      ])
      expect(toJson(steps[0]?.get('context') ?? null)).toContain(
        `"step_sid":${toJson(parent?.get('sid') ?? null)}`,
      )
      expect(toJson(steps.at(-1)?.get('context') ?? null)).not.toContain('"call_customer"')
      // The widget's output holds the variables that the subflow set.
      const last = toJson(steps.at(-1)?.get('context') ?? null)
      const variables = /"variables":(\{[^}]*\})/.exec(last)?.[1] ?? ''
      const widget = toJson(parent?.get('transitioned_from') ?? null)
      expect(toJson(parent?.get('context') ?? null)).toContain(`${widget}:${variables}`)
    }
  })

  test('the steps of an unfinished subflow reference a parent step that does not exist yet', () => {
    const calls = flows.find(({ definition }) => definition.sid === flowSids.collections)
    const run =
      calls &&
      runsOf(calls).find(({ generatedRun }) => generatedRun.executions.some((execution) => execution.subflow))
    const execution = run?.generatedRun.executions.find(({ subflow }) => subflow)
    if (!calls || !run || !execution) throw new Error('No run of the newest 300 has a subflow.')
    const midRun = engagementAt(calls, run.position, execution.endedAt)
    expect(midRun.status).toBe('active')
    const sids = stepsOf(midRun).map((step) => step.get('sid'))
    expect(sids).not.toContain(stepsOf(midRun).at(-1)?.get('parent_step_sid'))
  })

  test('a few runs are stopped from outside, between two widgets', () => {
    const stopped = allRuns.filter(isStopped)
    expect(stopped.length).toBeGreaterThan(2)
    expect(stopped.length).toBeLessThan(allRuns.length / 50)
    for (const { completedCount, generatedRun, updatedAt } of stopped.filter(
      (run) => run.updatedAt !== null,
    )) {
      const [before, interrupted] = generatedRun.executions.slice(completedCount - 1, completedCount + 1)
      expect(updatedAt).toBeGreaterThanOrEqual(before?.endedAt ?? Infinity)
      expect(updatedAt).toBeLessThanOrEqual(interrupted?.endedAt ?? 0)
    }
  })

  test('some replies come over Conversations, under `trigger.conversation`', () => {
    const run = allRuns.find(({ generatedRun: { executions } }) =>
      executions.some(({ event }) => event === 'incomingConversationMessage'),
    )
    expect(run && contextAfter(run, run.generatedRun.executions.length).text).toMatch(
      /"trigger":\{"request":.*"conversation":\{"Body":/,
    )
  })

  test('a message that was not delivered has Twilio’s error code', () => {
    const text = allRuns.map((run) => contextAfter(run, run.completedCount).text).join('\n')
    expect(text).toMatch(/"Status":"undelivered","ErrorCode":(?:30003|30005|30007|21610),"ErrorMessage":"/)
  })

  test('a run that starts another one for its contact gets Twilio’s error 20409, which names itself', () => {
    const parcels = flows.find(({ definition }) => definition.sid === flowSids.parcels)
    const conflicts = (parcels ? runsOf(parcels) : []).filter(({ generatedRun }) =>
      generatedRun.executions.some(({ widget, event }) => widget === 'start_survey' && event === 'failed'),
    )
    expect(conflicts.length).toBeGreaterThan(2)
    for (const run of conflicts) {
      const context: unknown = JSON.parse(contextAfter(run, run.generatedRun.executions.length).text)
      expect(context).toMatchObject({
        widgets: {
          start_survey: {
            status_code: 409,
            parsed: { code: 20409, details: { conflicting_execution_sid: run.sid } },
          },
        },
      })
    }
  })

  test('a few old runs are still active', () => {
    const orders = flows.find((flow) => flow.definition.sid === flowSids.orderStatus)
    const old = Array.from({ length: 4000 }, (_, i) => orders && engagementAt(orders, i + 4000, start))
    const stillActive = old.filter((run) => run?.status === 'active' && run.createdAt < start - 3 * dayMs)
    expect(stillActive.length).toBeGreaterThan(2)
    expect(stillActive.length).toBeLessThan(40)
  })
})

/** Whether a run was ended from outside while a widget ran. */
function isStopped(run: EmulatedEngagement): boolean {
  return run.status === 'ended' && run.completedCount < run.generatedRun.executions.length
}

/** Each subflow of a run: its steps and its parent step. */
function subflowsOf(run: EmulatedEngagement) {
  const steps = stepsOf(run)
  const parents = new Set(steps.map((step) => step.get('parent_step_sid')).filter((sid) => sid !== null))
  return Array.from(parents, (sid) => ({
    parent: steps.find((step) => step.get('sid') === sid),
    steps: steps.filter((step) => step.get('parent_step_sid') === sid),
  }))
}
