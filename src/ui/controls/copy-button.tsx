import { Check, Copy, TriangleAlert, type IconNode } from 'lucide'
import { useEffect, useState, type ComponentProps } from 'react'

import { buildBlob } from './build-blob.ts'
import { Button } from './button.tsx'
import { Icon } from '#ui/icon.tsx'
import { noMask, useTextMask, maskChunks } from '#ui/text/text-mask.ts'

type CopyButtonProps = {
  /** Called on click, so that a large text is not built on every render. Long texts may come in chunks. */
  text: () => string | Iterable<string>
  /** Approximate length in UTF-16 units. Needed for long texts only. */
  length?: number
  /** The accessible name and the text on the button: "Copy JSON". */
  label: string
  /** Copies the text unmasked: a masked SID, path or link would not work. */
  unmasked?: boolean
  /** Shows only the icon. The label stays the accessible name. */
  iconOnly?: boolean
  /** The key that copies. */
  shortcut?: string
  /** Another icon, to tell adjacent copy buttons apart. */
  icon?: IconNode
} & Pick<ComponentProps<typeof Button>, 'variant' | 'size' | 'disabled' | 'className' | 'tabIndex'>

type CopyState = 'idle' | 'copying' | 'copied' | 'denied'

/** Texts of up to this many UTF-16 units are copied synchronously. Longer ones are built in time slices. */
const maxSyncLength = 250_000

/** Longer texts, in UTF-16 units, get a hint that copying takes a moment. */
const minLengthForHint = 5_000_000

/** Copies a text and shows and announces the result for 1.5 s. */
export function CopyButton({
  text,
  length = 0,
  label,
  unmasked = false,
  iconOnly = false,
  icon = Copy,
  shortcut,
  variant = 'quiet',
  size = 'sm',
  ...rest
}: CopyButtonProps) {
  const [state, setState] = useState<CopyState>('idle')
  const mask = useTextMask()
  const isMasked = !unmasked && mask !== noMask
  const chunks = () => (isMasked ? maskChunks(mask, toChunks(text())) : toChunks(text()))

  useEffect(() => {
    if (state === 'idle' || state === 'copying') return
    const timer = setTimeout(() => setState('idle'), 1500)
    return () => clearTimeout(timer)
  }, [state])

  const hint =
    length > minLengthForHint ? `${Math.round(length / 1_000_000)} MB: copying takes a moment` : null

  async function copy() {
    if (state === 'copying') return
    try {
      if (length > maxSyncLength) {
        setState('copying')
        await writeInChunks(chunks)
      } else {
        await navigator.clipboard.writeText([...chunks()].join(''))
      }
      setState('copied')
    } catch {
      // The browser denied permission, or the origin is not secure and has no clipboard.
      setState('denied')
    }
  }

  const stateIcon = { idle: icon, copying: icon, copied: Check, denied: TriangleAlert }[state]
  const statusText = {
    idle: label,
    copying: 'Copying…',
    copied: 'Copied',
    denied: 'Not allowed to copy',
  }[state]
  return (
    <>
      <Button
        {...rest}
        variant={variant}
        size={size}
        aria-label={label}
        data-shortcut={shortcut}
        // `aria-label` is the name, so the title becomes the description.
        title={
          [hint ?? (iconOnly ? statusText : ''), isMasked ? 'masked' : ''].filter(Boolean).join(' · ') ||
          undefined
        }
        icon={<Icon icon={stateIcon} size={14} className={state === 'copied' ? 'text-active' : ''} />}
        onClick={() => void copy()}
      >
        {iconOnly ? null : statusText}
      </Button>
      <span role="status" className="sr-only">
        {state === 'idle' ? '' : statusText}
      </span>
    </>
  )
}

/**
 * Builds the text after the next paint, in time slices. Some browsers allow copying only during the click, so the
 * clipboard gets a promise right away.
 */
function writeInChunks(chunks: () => Iterable<string>): Promise<void> {
  const blob = afterNextPaint().then(() => buildBlob(chunks()))
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}

/** Wraps a string, which would iterate over its characters. */
function toChunks(text: string | Iterable<string>): Iterable<string> {
  return typeof text === 'string' ? [text] : text
}

function afterNextPaint(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
