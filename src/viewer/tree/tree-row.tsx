import { at } from '#json/at.ts'
import { countBelow } from '#json/forest-order.ts'
import { contentOf, type Forest, outermostOf, parentOf, placeOf } from '#json/forest.ts'
import { useShown } from '#ui/veil.ts'

import type { Recognise } from './recognition.ts'
import { jsonInside } from './holds-json.ts'
import { rowFacts } from './row-facts.ts'
import { RowInside, rowIndent } from './row-inside.tsx'
import { cursorId, isFoldable, isUnfolded, type TreeModel } from './tree-model.ts'

/** Height in px of every row. */
export const treeRowHeight = 24

type TreeRowProps = {
  model: TreeModel
  id: number
  /** Index among the rows that show. */
  row: number
  mark: RegExp | null
  recognise: Recognise
  /** A pinned row is a picture of one that was scrolled away. */
  elementId: string | null
}

/** One node. It does nothing of itself: keys and clicks are the tree's, which has the focus. */
export function TreeRow({ model, id, row, mark, recognise, elementId }: TreeRowProps) {
  const shown = useShown()
  const { forest, found } = model
  const { doc, node } = placeOf(forest, id)
  const facts = rowFacts(doc, node)
  const foldable = isFoldable(forest, id)
  const open = foldable && isUnfolded(model, id)
  const level = levelOf(forest, id)
  const hidden = found && foldable && !open ? countBelow(forest, found.matches, id) : 0
  const recognition = recognise(doc, node, outermostOf(forest, id))
  const inside = (
    <RowInside
      doc={doc}
      node={node}
      facts={facts}
      level={level}
      inside={jsonInside(doc, node)}
      foldable={foldable}
      open={open}
      hidden={hidden}
      mark={mark}
      recognition={recognition}
    />
  )
  const look = 'relative flex cursor-default items-center pr-4 font-mono text-xs whitespace-pre'
  const style = { height: treeRowHeight, paddingLeft: rowIndent(level) }
  if (elementId === null) {
    return (
      <div data-row={row} data-pinned style={style} className={`${look} bg-canvas hover:bg-hover`}>
        {inside}
      </div>
    )
  }
  const parent = parentOf(forest, id)
  const siblings = parent < 0 ? 1 : childTotal(forest, parent)
  const description = [facts.description, hidden > 0 && `${hidden} matches inside`, recognition?.note]
    .filter(Boolean)
    .join(', ')
  return (
    <div
      id={elementId}
      role="treeitem"
      aria-label={shown(facts.label)}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- global since ARIA 1.3, which the rule does not know
      aria-description={description === '' ? undefined : shown(description)}
      aria-level={level}
      aria-setsize={siblings}
      aria-posinset={parent < 0 ? 1 : at(doc.positions, node) + 1}
      aria-expanded={foldable ? open : undefined}
      aria-selected={id === cursorId(model)}
      data-row={row}
      style={style}
      className={`${look} hover:bg-hover aria-selected:bg-selected group-focus-visible:aria-selected:shadow-[inset_0_0_0_2px_var(--color-accent)]`}
    >
      {inside}
    </div>
  )
}

/** How many members or items a node has, or the JSON in it. */
function childTotal(forest: Forest, id: number): number {
  const { doc, node } = contentOf(forest, id)
  return at(doc.counts, node)
}

/** From 1, which is where the members of the root are; the JSON in a string is one level below the string. */
function levelOf(forest: Forest, id: number): number {
  let level = 0
  for (let here = id; here >= 0;) {
    const { layer, doc, node } = placeOf(forest, here)
    level += at(doc.depths, node)
    here = forest.hosts[layer] ?? -1
  }
  return Math.max(1, level)
}
