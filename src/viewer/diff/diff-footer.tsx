import { at } from '#json/at.ts'
import { markOf, sideOf, type JsonDiff } from '#json/diff.ts'
import { isContainer, kindOf, nodeText, pathOf, stringValue, type JsonDocument } from '#json/document.ts'
import { printJsonPath } from '#json/paths.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { ShownText } from '#ui/shown-text.tsx'
import { useShown } from '#ui/veil.ts'

import { startOf } from '#viewer/tree/row-facts.ts'

/** From how many UTF-16 units a row is taken to cut a value, and how many are shown. */
const shortest = 16
const mostShown = 2000

type DiffFooterProps = {
  diff: JsonDiff
  entry: number
  /** What the two sides are called. */
  names: readonly [string, string]
}

/** Where the row is, what of it can be copied, and the whole of what it cuts: ids often differ at their ends only. */
export function DiffFooter({ diff, entry, names }: DiffFooterProps) {
  const shown = useShown()
  const { doc, node } = sideOf(diff, entry)
  const path = printJsonPath(pathOf(doc, node))
  const before = wholeOf(diff.left, at(diff.lefts, entry))
  const after = wholeOf(diff.right, at(diff.rights, entry))
  const isCut = markOf(diff, entry) !== 'same' && Math.max(before.length, after.length) >= shortest
  return (
    <>
      {isCut && (
        // What scrolls must be reachable by keyboard.
        <div
          tabIndex={0}
          role="group"
          aria-label="Whole values"
          className="focus-ring-inset max-h-28 shrink-0 overflow-y-auto border-t border-line bg-canvas px-5 py-1.5 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
        >
          <Whole sign="−" side={names[0]} look="text-danger" text={before} />
          <Whole sign="+" side={names[1]} look="text-active" text={after} />
        </div>
      )}
      <div className="flex min-h-9 shrink-0 items-center gap-1 border-t border-line px-5 text-xs">
        <span className="min-w-0 flex-1 truncate font-mono" title={shown(path)}>
          <bdi>{shown(path)}</bdi>
        </span>
        <CopyButton
          label="Copy value"
          length={nodeText(doc, node).length}
          text={() => stringValue(doc, node) ?? nodeText(doc, node)}
        />
        <CopyButton exact label="Copy path" text={() => path} />
      </div>
    </>
  )
}

type WholeProps = { sign: string; side: string; look: string; text: string }

function Whole({ sign, side, look, text }: WholeProps) {
  if (text === '') return null
  return (
    <p className={`flex gap-2 ${look}`}>
      <span aria-hidden className="shrink-0 font-semibold select-none">
        {sign}
      </span>
      <span className="sr-only">{side}: </span>
      <span className="min-w-0">
        <ShownText text={text} />
      </span>
    </p>
  )
}

/** A scalar, a string with its quotes; empty for what is missing, and for containers, which unfold. */
function wholeOf(doc: JsonDocument, node: number): string {
  if (node < 0 || isContainer(doc, node)) return ''
  return kindOf(doc, node) === 'string'
    ? `"${startOf(doc, node, mostShown)}"`
    : nodeText(doc, node).slice(0, mostShown)
}
