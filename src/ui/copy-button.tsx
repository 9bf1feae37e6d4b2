import { Check, Copy, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useEffect, useState, type ComponentProps } from 'react'

import { Button } from './button.tsx'
import { noVeil, useVeil } from './veil.ts'

type CopyButtonProps = {
  /** Made when asked for: a large text is not built on every render. */
  text: () => string
  /** About how long it will be, in UTF-16 units, where it may be long: then the button says that it takes a moment. */
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

/** What is longer takes the page so long, in UTF-16 units, that it is said. */
const mostAtOnce = 5_000_000

/** Copies a text and says so for a moment, to the eye and to a screen reader. */
export function CopyButton({
  text: whole,
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
  const text = isVeiled ? () => veil(whole()) : whole

  useEffect(() => {
    if (state === 'idle' || state === 'copying') return
    const timer = setTimeout(() => setState('idle'), 1500)
    return () => clearTimeout(timer)
  }, [state])

  const isLong = length > mostAtOnce
  const hint = isLong ? `${Math.round(length / 1_000_000)} MB: copying takes a moment` : null

  async function copy() {
    if (state === 'copying') return
    try {
      if (isLong) {
        setState('copying')
        await writeLater(text)
      } else {
        await navigator.clipboard.writeText(text())
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

/** Makes the text once what is on the page now has been painted. Some browsers let nothing be copied but at the click. */
function writeLater(text: () => string): Promise<void> {
  return navigator.clipboard.write([
    new ClipboardItem({ 'text/plain': painted().then(() => new Blob([text()], { type: 'text/plain' })) }),
  ])
}

function painted(): Promise<unknown> {
  return new Promise((settle) => requestAnimationFrame(() => setTimeout(settle)))
}
