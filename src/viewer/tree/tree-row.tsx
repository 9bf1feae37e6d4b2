import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { countBelow } from '#json/embedded/document-order.ts'
import {
  contentNode,
  type DocumentSet,
  topLevelNode,
  parentIdOf,
  resolveNode,
} from '#json/embedded/embedded-documents.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { embeddedJsonCount } from './embedded-json-count.ts'
import { getRowData, type GetValueHint } from '#viewer/row/row-data.ts'
import { RowContent, rowIndent } from '#viewer/row/row-content.tsx'
import { cursorId, isNodeExpandable, isNodeExpanded, type TreeModel } from './tree-model.ts'

/** Height in px of every row. */
export const treeRowHeight = 24

type TreeRowProps = {
  model: TreeModel
  id: number
  /** Index among the visible rows. */
  row: number
  highlight: RegExp | null
  getHint: GetValueHint
  /** Null for a sticky row: a visual copy of one that scrolled out of view. */
  elementId: string | null
}

/** One node. The tree has the focus and handles keys and clicks. */
export function TreeRow({ model, id, row, highlight, getHint, elementId }: TreeRowProps) {
  const displayText = useDisplayText()
  const { documents, found } = model
  const { doc, node } = resolveNode(documents, id)
  const data = getRowData(doc, node)
  const isExpandable = isNodeExpandable(documents, id)
  const isExpanded = isExpandable && isNodeExpanded(model, id)
  const level = nodeLevel(documents, id)
  const hiddenMatchCount = found && isExpandable && !isExpanded ? countBelow(documents, found.matches, id) : 0
  const hint = getHint(doc, node, topLevelNode(documents, id))
  const content = (
    <RowContent
      doc={doc}
      node={node}
      data={data}
      level={level}
      embeddedCount={embeddedJsonCount(doc, node)}
      isExpandable={isExpandable}
      isExpanded={isExpanded}
      hiddenMatchCount={hiddenMatchCount}
      highlight={highlight}
      hint={hint}
    />
  )
  const className = 'relative flex cursor-default items-center pr-4 font-mono text-xs whitespace-pre'
  const style = { height: treeRowHeight, paddingLeft: rowIndent(level) }
  if (elementId === null) {
    return (
      <div data-row={row} data-pinned style={style} className={`${className} bg-canvas hover:bg-hover`}>
        {content}
      </div>
    )
  }
  const parent = parentIdOf(documents, id)
  const siblings = parent < 0 ? 1 : contentChildCount(documents, parent)
  const description = [
    data.description,
    hiddenMatchCount > 0 && `${hiddenMatchCount} matches inside`,
    hint?.note,
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <div
      id={elementId}
      role="treeitem"
      aria-label={displayText(data.label)}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- global since ARIA 1.3, which the rule does not know
      aria-description={description === '' ? undefined : displayText(description)}
      aria-level={level}
      aria-setsize={siblings}
      aria-posinset={parent < 0 ? 1 : getOrThrow(doc.positions, node) + 1}
      aria-expanded={isExpandable ? isExpanded : undefined}
      aria-selected={id === cursorId(model)}
      data-row={row}
      style={style}
      className={`${className} hover:bg-hover aria-selected:bg-selected group-focus-visible:aria-selected:outline-2 group-focus-visible:aria-selected:-outline-offset-2 group-focus-visible:aria-selected:outline-accent`}
    >
      {content}
    </div>
  )
}

/** Number of members or items of a node, or of the JSON in its string. */
function contentChildCount(documents: DocumentSet, id: number): number {
  const { doc, node } = contentNode(documents, id)
  return getOrThrow(doc.childCounts, node)
}

/** The tree level. The root's members are level 1; the JSON in a string is one level below the string. */
function nodeLevel(documents: DocumentSet, id: number): number {
  let level = 0
  for (let currentId = id; currentId >= 0;) {
    const { docIndex, doc, node } = resolveNode(documents, currentId)
    level += getOrThrow(doc.depths, node)
    currentId = documents.hostStringIds[docIndex] ?? -1
  }
  return Math.max(1, level)
}
