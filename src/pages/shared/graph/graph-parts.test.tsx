import { ReactFlow } from '@xyflow/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { parseDefinition } from '#contract/flow/studio-definition.ts'
import { layoutGraph } from '#definition/layout/layout-graph.ts'
import { buildRunGraph, wayId } from '#definition/run-graph.ts'
import { stepsOf } from '#testing/steps.ts'
import { TextMaskContext } from '#ui/text/text-mask.ts'

import { endBadges } from './end-badge.ts'
import { edgeTypes, nodeTypes } from './graph-parts.tsx'
import { elementBuilder, layoutRequestOf } from './use-flow-elements.ts'
import { WidgetIcon } from './widget-icon.tsx'

const definition = parseDefinition({
  states: [
    { name: 'Trigger', type: 'trigger', transitions: [{ event: 'incomingMessage', next: 'is_yes' }] },
    {
      name: 'is_yes',
      type: 'split-based-on',
      transitions: [
        { event: 'noMatch', next: 'bye' },
        {
          event: 'match',
          next: 'call',
          conditions: [{ type: 'equal_to', arguments: ['{{x}}'], value: 'a long list, +14155550199' }],
        },
      ],
    },
    { name: 'bye', type: 'send-message', transitions: [{ event: 'sent', next: 'bye' }] },
    { name: 'call', type: 'make-outgoing-call-v2', transitions: [] },
  ],
})

const steps = stepsOf(
  ['Trigger', 'incomingMessage', 'trigger', 0],
  ['is_yes', 'noMatch', 'split-based-on', 1],
  ['bye', 'sent', 'send-message', 2],
  ['bye', 'sent', 'send-message', 3],
)

function render(mask = (text: string) => text): string {
  const graph = buildRunGraph(definition, steps, 'is_yes')
  const elements = elementBuilder(graph, layoutGraph(layoutRequestOf(graph)))({ badge: endBadges.decided })
  return renderToStaticMarkup(
    <TextMaskContext value={mask}>
      <ReactFlow {...elements} nodeTypes={nodeTypes} edgeTypes={edgeTypes} width={800} height={600} />
    </TextMaskContext>,
  )
}

test('every widget and every way is drawn, ways taken apart from those not taken', () => {
  const markup = render()
  for (const name of ['Trigger', 'is_yes', 'bye', 'call']) expect(markup).toContain(`title="${name}"`)
  expect(markup.match(/react-flow__edge-path/g)).toHaveLength(5)
  expect(markup.match(/react-flow__edge [^"]*taken/g)).toHaveLength(4)
  expect(markup).not.toMatch(/ d="[^"]*(NaN|undefined)/)
  expect(markup).toContain('decided the end')
  expect(markup).toContain('×2')
})

test('ways with a count of runs are drawn as taken, and say it', () => {
  const graph = buildRunGraph(definition, [], null)
  const wayCounts = new Map([[wayId('is_yes', 'bye'), '1,200']])
  const layout = layoutGraph(layoutRequestOf(graph, true))
  const build = elementBuilder(graph, layout)
  const { nodes, edges } = build({ badge: null, wayCounts })
  const counted = edges.filter(({ data }) => data?.count)
  expect(counted.map(({ data, className }) => [data?.text, className])).toEqual([
    ['1,200 · noMatch', 'taken counted'],
  ])
  // What has no other count is not drawn again.
  const next = build({ badge: null, counts: new Map([['bye', '1,201']]), wayCounts: new Map(wayCounts) })
  expect(next.edges.map((edge, i) => edge === edges[i])).not.toContain(false)
  expect(next.nodes.filter((node, i) => node !== nodes[i]).map(({ data }) => data.count)).toEqual(['1,201'])
})

test('labels are masked before they are cut, so that half a number does not show', () => {
  expect(render()).toContain('match a long list, +14155')
  expect(render((text) => text.replaceAll(/\+\d{11}/g, (it) => '•'.repeat(it.length)))).not.toContain('1415')
})

test.each(['constructor', '__proto__', 'new-type', null])('a widget of the type %s has an icon', (type) => {
  expect(renderToStaticMarkup(<WidgetIcon type={type} />)).toContain('<circle')
})
