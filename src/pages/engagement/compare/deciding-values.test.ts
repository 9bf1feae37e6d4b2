import { expect, test } from 'vitest'

import type { WidgetDefinition } from '#contract/flow/studio-definition.ts'
import { diffJson } from '#json/diff/diff-json.ts'
import { indexJson } from '#json/parse/document.ts'
import { stepsOf } from '#testing/steps.ts'

import { differentInputs, differentResults, type SplitInRun } from './deciding-values.ts'

const doc = (value: object) => indexJson(JSON.stringify(value))
const sid = (digit: string) => `SM${digit.repeat(32)}`

const context = (n: string, body: string) => ({
  trigger: { message: { Body: body } },
  widgets: {
    ask: { inbound: { SmsSid: sid(n), NumSegments: n, Body: body }, same: 1 },
    other: { value: n },
  },
})

test('of the context, what the widget left different, the reply first, without ids', () => {
  const diff = diffJson(doc(context('1', 'yes')), doc(context('2', 'no')))
  expect(differentResults(diff, 'ask')).toEqual([
    { name: 'widgets.ask.inbound.Body', left: 'yes', right: 'no', isDecisive: true },
    { name: 'widgets.ask.inbound.NumSegments', left: '1', right: '2', isDecisive: false },
  ])
  expect(differentResults(diff, null)).toEqual([
    { name: 'trigger.message.Body', left: 'yes', right: 'no', isDecisive: true },
  ])
})

test('a value that only one run has is null in the other', () => {
  const diff = diffJson(
    doc({ widgets: { lookup: { status_code: 500 } } }),
    doc({ widgets: { lookup: { status_code: 200, parsed: { order: 'sent' } } } }),
  )
  expect(differentResults(diff, 'lookup')).toEqual([
    { name: 'widgets.lookup.status_code', left: '500', right: '200', isDecisive: true },
    { name: 'widgets.lookup.parsed.order', left: null, right: 'sent', isDecisive: true },
  ])
})

const long = (end: string) => `${'a'.repeat(400)} ${end}`

test('texts that differ only far from their start are different', () => {
  const values = (end: string) =>
    doc({ widgets: { ask: { inbound: { Body: long(end), Sid: long(sid(end)) } } } })
  expect(differentResults(diffJson(values('1'), values('2')), 'ask')).toEqual([
    { name: 'widgets.ask.inbound.Body', left: long('1'), right: long('2'), isDecisive: true },
  ])
})

test('of a split, the variables it compared', () => {
  const condition = { name: null, subject: '{{widgets.ask.inbound.Body}}', type: 'equal_to', value: 'yes' }
  const other = { ...condition, subject: '{{flow.variables.tries}}', value: '3' }
  const widget: WidgetDefinition = {
    name: 'route',
    type: 'split-based-on',
    input: null,
    transitions: [{ event: 'match', next: 'end', conditions: [condition, other] }],
  }
  const [step] = stepsOf(['route', 'match', 'split-based-on', 0])
  if (!step) throw new Error('no step')
  const run = (body: string): SplitInRun => ({
    widget,
    step,
    context: doc({ widgets: { ask: { inbound: { Body: body } } }, flow: { variables: { tries: 1 } } }),
  })
  expect(differentInputs(run('yes'), run('no'))).toEqual([
    { name: condition.subject, left: 'yes', right: 'no', isDecisive: true },
  ])
  const [yes, no] = [long('yes'), long('no')]
  expect(differentInputs(run(yes), run(no))).toEqual([
    { name: condition.subject, left: yes, right: no, isDecisive: true },
  ])
  expect(differentInputs(run('yes'), run('yes'))).toEqual([
    { name: condition.subject, left: 'yes', right: 'yes', isDecisive: true },
    { name: other.subject, left: '1', right: '1', isDecisive: true },
  ])
})
