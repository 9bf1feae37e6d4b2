type PlacedNode = { id: string; position: { x: number; y: number }; data: { widget: string | null } }

/**
 * Each node's place in the order of mounting, by its id: the nearest to a widget first.
 * @param start null, or a widget that is not drawn, for the first node
 */
export function mountOrder(nodes: readonly PlacedNode[], start: string | null): ReadonlyMap<string, number> {
  const center = (nodes.find(({ data }) => data.widget === start) ?? nodes[0])?.position ?? { x: 0, y: 0 }
  const distance = ({ position: { x, y } }: PlacedNode) => Math.hypot(x - center.x, y - center.y)
  const sorted = nodes.toSorted((a, b) => distance(a) - distance(b))
  return new Map(sorted.map(({ id }, i) => [id, i]))
}
