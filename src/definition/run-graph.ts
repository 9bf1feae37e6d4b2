import { endOfFlow } from '#contract/outcome.ts'
import type { Step } from '#contract/resources.ts'
import type { SplitCondition, StudioDefinition, WidgetTransition } from '#contract/flow/studio-definition.ts'
import type { Ending } from '#story/build-story.ts'
import { callerWidgets } from '#story/subflow-nesting.ts'
import { operators } from '#definition/split/operators.ts'

/** A widget of the flow, or the end of the run. */
export type GraphNode = {
  id: string
  /** Null for the end. */
  widget: string | null
  type: string | null
  /** How many times the run came here. */
  visits: number
  /** False only for widgets that the definition does not have, and for the end. */
  isDefined: boolean
  /** Whether this widget decided how the run ended, or is where it waits. */
  isDecisive: boolean
}

/** All transitions from one widget to another. */
export type GraphEdge = {
  id: string
  from: string
  to: string
  exits: readonly GraphExit[]
  /** How many times the run went this way. */
  times: number
}

type GraphExit = {
  event: string
  /** What a split compares with and how, for `match`; null for other events. */
  value: string | null
}

export type RunGraph = { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] }

const endId = 'end'
const nodeId = (widget: string) => `widget ${widget}`
const edgeId = (from: string, to: string) => JSON.stringify([from, to])

/** The id of the edge from one widget to another. */
export const wayId = (widget: string, next: string): string => edgeId(nodeId(widget), nodeId(next))

/** An edge with its exits as keys, which find duplicates: a split may have thousands of exits that lead to one widget. */
type DraftEdge = GraphEdge & { exits: GraphExit[]; known: Set<string> }
type Draft = { nodes: Map<string, GraphNode>; edges: Map<string, DraftEdge> }

/**
 * The graph of a flow with one run on it; without a definition, the graph of the run's steps alone. Steps in subflows
 * belong to other flows, so they are left out; the widget that runs the subflow is a node like any other.
 * @param steps in the order they happened
 * @param decisive the widget that decided how the run ended; null if unknown
 */
export function buildRunGraph(
  definition: StudioDefinition | null,
  steps: readonly Step[],
  decisive: string | null,
): RunGraph {
  const draft: Draft = { nodes: new Map(), edges: new Map() }
  const isDefined = definition === null
  for (const { name, type } of definition?.widgets ?? []) addNode(draft, name, type, true)
  for (const { name, transitions } of definition?.widgets ?? []) {
    for (const transition of transitions) {
      if (transition.next === null) continue
      addNode(draft, transition.next, null, isDefined)
      addEdge(draft, nodeId(name), nodeId(transition.next), exitOf(transition), 0)
    }
  }
  for (const { transitioned_from: from, transitioned_to: to, name, type } of ownSteps(steps)) {
    if (from === null) continue
    addNode(draft, from, type, isDefined)
    visit(draft, from, type)
    if (to === null) continue
    const target = to === endOfFlow && !draft.nodes.has(nodeId(endOfFlow)) ? endId : nodeId(to)
    if (target === endId) addEnd(draft)
    else addNode(draft, to, null, isDefined)
    addEdge(draft, nodeId(from), target, { event: name ?? '', value: null }, 1)
  }
  return {
    nodes: [...draft.nodes.values()].map((node) => ({
      ...node,
      isDecisive: node.widget !== null && node.widget === decisive,
    })),
    edges: Array.from(draft.edges.values(), ({ id, from, to, exits, times }) => ({
      id,
      from,
      to,
      exits,
      times,
    })),
  }
}

/** The steps of the flow itself, without those of its subflows. */
export function ownSteps(steps: readonly Step[]): Step[] {
  return steps.filter(({ parent_step_sid: parent }) => parent === null)
}

/** The widget of the flow itself that decided how a run ended: for one in a subflow, the widget that runs that. */
export function decisiveWidget(steps: readonly Step[], { step, subflow, widget }: Ending): string | null {
  const decisive = steps.find(({ sid }) => sid !== null && sid === step)
  return (decisive && callerWidgets(steps, decisive).at(-1)) ?? subflow ?? widget
}

function addNode({ nodes }: Draft, widget: string, type: string | null, isDefined: boolean): void {
  const id = nodeId(widget)
  if (!nodes.has(id)) nodes.set(id, { id, widget, type, visits: 0, isDefined, isDecisive: false })
}

function addEnd({ nodes }: Draft): void {
  const end = nodes.get(endId)
  nodes.set(endId, {
    id: endId,
    widget: null,
    type: null,
    visits: (end?.visits ?? 0) + 1,
    isDefined: false,
    isDecisive: false,
  })
}

function visit(draft: Draft, widget: string, type: string | null): void {
  const node = draft.nodes.get(nodeId(widget))
  if (node) draft.nodes.set(node.id, { ...node, type: node.type ?? type, visits: node.visits + 1 })
}

function addEdge({ edges }: Draft, from: string, to: string, exit: GraphExit, times: number): void {
  const id = edgeId(from, to)
  const edge = edges.get(id) ?? { id, from, to, exits: [], times: 0, known: new Set() }
  edges.set(id, edge)
  edge.times += times
  const { event, value } = exit
  // A step's event is one of the definition's exits already.
  if (edge.known.has(JSON.stringify(value === null ? [event] : [event, value]))) return
  edge.known.add(JSON.stringify([event])).add(JSON.stringify([event, value]))
  edge.exits.push(exit)
}

function exitOf({ event, conditions: [condition] }: WidgetTransition): GraphExit {
  return { event, value: event === 'match' && condition ? conditionText(condition) : null }
}

/** What a condition compares with; with its operator where that is more than equality: "yes", "is not equal to yes". */
function conditionText({ type, value, name }: SplitCondition): string | null {
  const operator = operators.get(type ?? '')
  if (operator === undefined) return name ?? value
  // Studio sends a name, such as "Is Blank", as the value of these.
  if (operator.isUnary) return operator.holds
  if (!value) return name
  return type === 'equal_to' || type === 'matches_any_of' ? value : `${operator.holds} ${value}`
}
