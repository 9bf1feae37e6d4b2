import { Check, Copy, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useEffect, useState, type ComponentProps } from 'react'

import { Button } from './button.tsx'
import { noVeil, useVeil, veiledPieces } from './veil.ts'

type CopyButtonProps = {
  /** Made when asked for: a large text is not built on every render, nor at once where it comes in pieces. */
  text: () => string | Iterable<string>
  /** About how long it will be, in UTF-16 units, where it may be long. */
  length?: number
  /** The accessible name, and what stands on the button: "Copy JSON". */
  label: string
  /** Copied as it is, whatever is veiled: what leads somewhere (a SID, a path, a link) leads nowhere in part. */
  exact?: boolean
  /** Only the icon is drawn; the label stays its name. */
  iconOnly?: boolean
  /** What is copied, as a picture, where several of these stand side by side. */
  icon?: LucideIcon
} & Pick<ComponentProps<typeof Button>, 'variant' | 'size' | 'disabled' | 'className' | 'tabIndex'>

type State = 'idle' | 'copying' | 'copied' | 'refused'

/** Up to how many UTF-16 units are copied at the click; what is longer is made bit by bit. */
const mostAtOnce = 250_000

/** What is longer takes so long that it is said beforehand. */
const mostUnsaid = 5_000_000

/** Copies a text and says so for a moment, to the eye and to a screen reader. */
export function CopyButton({
  text,
  length = 0,
  label,
  exact = false,
  iconOnly = false,
  icon = Copy,
  variant = 'quiet',
  size = 'sm',
  ...rest
}: CopyButtonProps) {
  const [state, setState] = useState<State>('idle')
  const veil = useVeil()
  const isVeiled = !exact && veil !== noVeil
  const pieces = () => (isVeiled ? veiledPieces(veil, piecesOf(text())) : piecesOf(text()))

  useEffect(() => {
    if (state === 'idle' || state === 'copying') return
    const timer = setTimeout(() => setState('idle'), 1500)
    return () => clearTimeout(timer)
  }, [state])

  const hint = length > mostUnsaid ? `${Math.round(length / 1_000_000)} MB: copying takes a moment` : null

  async function copy() {
    if (state === 'copying') return
    try {
      if (length > mostAtOnce) {
        setState('copying')
        await writeBitByBit(pieces)
      } else {
        await navigator.clipboard.writeText([...pieces()].join(''))
      }
      setState('copied')
    } catch {
      // Refused by the browser's permission, or no clipboard off a secure origin.
      setState('refused')
    }
  }

  const Icon = { idle: icon, copying: icon, copied: Check, refused: TriangleAlert }[state]
  const words = {
    idle: label,
    copying: 'Copying…',
    copied: 'Copied',
    refused: 'Not allowed to copy',
  }[state]
  return (
    <>
      <Button
        {...rest}
        variant={variant}
        size={size}
        aria-label={label}
        // As it does not name the button, it describes it.
        title={
          [hint ?? (iconOnly ? words : ''), isVeiled ? 'masked' : ''].filter(Boolean).join(' · ') || undefined
        }
        icon={<Icon aria-hidden size={14} className={state === 'copied' ? 'text-active' : ''} />}
        onClick={() => void copy()}
      >
        {iconOnly ? null : words}
      </Button>
      <span role="status" className="sr-only">
        {state === 'idle' ? '' : words}
      </span>
    </>
  )
}

/**
 * Makes the text once what is on the page now has been painted, in slices between which the page goes on. Some browsers
 * let nothing be copied but at the click: so it is promised there.
 */
function writeBitByBit(pieces: () => Iterable<string>): Promise<void> {
  const made = Promise.all([import('./gather.ts'), painted()])
  return navigator.clipboard.write([
    new ClipboardItem({ 'text/plain': made.then(([{ gather }]) => gather(pieces())) }),
  ])
}

/** A string's own pieces are its characters. */
function piecesOf(text: string | Iterable<string>): Iterable<string> {
  return typeof text === 'string' ? [text] : text
}

function painted(): Promise<unknown> {
  return new Promise((settle) => requestAnimationFrame(() => setTimeout(settle)))
}
