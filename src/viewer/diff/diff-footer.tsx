import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { diffStatusOf, displayedSide, type JsonDiff } from '#json/diff/diff-json.ts'
import {
  isContainer,
  kindOf,
  nodeText,
  pathOf,
  stringValue,
  type JsonDocument,
} from '#json/parse/document.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'

import { maskedReason, stringStart } from '#viewer/row/row-data.ts'

/**
 * Values of at least this many UTF-16 units may be cut in their row, so the footer shows them; it shows this many at
 * most.
 */
const minCutLength = 16
const maxDisplayedLength = 2000

type DiffFooterProps = {
  diff: JsonDiff
  entry: number
  /** Names of the left and the right side. */
  sideNames: readonly [string, string]
}

/** Path and copy buttons of the focused row, and the full values that it cuts: IDs often differ only at their ends. */
export function DiffFooter({ diff, entry, sideNames }: DiffFooterProps) {
  const mask = useTextMask()
  const displayText = useDisplayText()
  const { doc, node } = displayedSide(diff, entry)
  const path = formatJsonPath(pathOf(doc, node))
  // A key may be a phone number.
  const isMasked = mask(path) !== path
  const before = fullValue(diff.left, getOrThrow(diff.leftNodes, entry))
  const after = fullValue(diff.right, getOrThrow(diff.rightNodes, entry))
  const isCut = diffStatusOf(diff, entry) !== 'same' && Math.max(before.length, after.length) >= minCutLength
  return (
    <>
      {isCut && (
        // Scrollable regions must be reachable by keyboard.
        <div
          tabIndex={0}
          role="group"
          aria-label="Whole values"
          className="focus-ring-inset max-h-28 shrink-0 overflow-y-auto border-t border-line bg-canvas px-5 py-1.5 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
        >
          <FullValue sign="−" side={sideNames[0]} className="text-danger" text={before} />
          <FullValue sign="+" side={sideNames[1]} className="text-active" text={after} />
        </div>
      )}
      <div className="flex min-h-9 shrink-0 items-center gap-1 border-t border-line px-5 text-xs">
        <span className="min-w-0 flex-1 truncate font-mono" title={displayText(path)}>
          <bdi>{displayText(path)}</bdi>
        </span>
        <CopyButton
          label="Copy value"
          length={nodeText(doc, node).length}
          text={() => stringValue(doc, node) ?? nodeText(doc, node)}
        />
        <span title={isMasked ? maskedReason : undefined} className="contents">
          <CopyButton unmasked label="Copy path" text={() => path} disabled={isMasked} />
        </span>
      </div>
    </>
  )
}

type FullValueProps = { sign: string; side: string; className: string; text: string }

function FullValue({ sign, side, className, text }: FullValueProps) {
  if (text === '') return null
  return (
    <p className={`flex gap-2 ${className}`}>
      <span aria-hidden className="shrink-0 font-semibold select-none">
        {sign}
      </span>
      <span className="sr-only">{side}: </span>
      <span className="min-w-0">
        <UntrustedText text={text} />
      </span>
    </p>
  )
}

/**
 * The text of a scalar, strings in quotes. Empty for a missing side and for objects and arrays, which can be expanded.
 */
function fullValue(doc: JsonDocument, node: number): string {
  if (node < 0 || isContainer(doc, node)) return ''
  return kindOf(doc, node) === 'string'
    ? `"${stringStart(doc, node, maxDisplayedLength)}"`
    : nodeText(doc, node).slice(0, maxDisplayedLength)
}
