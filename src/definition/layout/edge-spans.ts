type Edge = { from: string; to: string }

/**
 * How many ranks each edge crosses, if every node stands below those that lead to it. Linear, and without recursion: a flow
 * may be a chain of thousands of widgets.
 */
export function edgeSpans(ids: readonly string[], edges: readonly Edge[]): number[] {
  const outgoing = new Map(ids.map((id): [string, string[]] => [id, []]))
  for (const { from, to } of edges) outgoing.get(from)?.push(to)
  const ranks = ranksOf(outgoing)
  return edges.map(({ from, to }) => Math.abs((ranks.get(to) ?? 0) - (ranks.get(from) ?? 0)))
}

/** The longest way to each node, without the edges that close a cycle. */
function ranksOf(outgoing: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const states = new Map<string, 'open' | 'done'>()
  const finished: { id: string; forward: readonly string[] }[] = []
  for (const root of outgoing.keys()) {
    if (states.has(root)) continue
    const path = [{ id: root, next: 0, forward: [] as string[] }]
    states.set(root, 'open')
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = outgoing.get(top.id)?.[top.next++]
      if (to === undefined) {
        states.set(top.id, 'done')
        finished.push(top)
        path.pop()
        continue
      }
      if (states.get(to) === 'open') continue
      top.forward.push(to)
      if (states.has(to)) continue
      states.set(to, 'open')
      path.push({ id: to, next: 0, forward: [] })
    }
  }
  const ranks = new Map<string, number>()
  for (const { id, forward } of finished.toReversed()) {
    const below = (ranks.get(id) ?? 0) + 1
    for (const to of forward) ranks.set(to, Math.max(ranks.get(to) ?? 0, below))
  }
  return ranks
}
