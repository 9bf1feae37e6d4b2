import { Check, Copy, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useEffect, useState, type ComponentProps } from 'react'

import { Button } from './button.tsx'

type CopyButtonProps = {
  /** Made when asked for: a large text is not built on every render. */
  text: () => string
  /** The accessible name, and what stands on the button: "Copy JSON". */
  label: string
  /** Only the icon is drawn; the label stays its name. */
  iconOnly?: boolean
  /** What is copied, as a picture, where several of these stand side by side. */
  icon?: LucideIcon
} & Pick<ComponentProps<typeof Button>, 'variant' | 'size' | 'disabled' | 'className' | 'tabIndex'>

type State = 'idle' | 'copied' | 'refused'

/** Copies a text and says so for a moment, to the eye and to a screen reader. */
export function CopyButton({
  text,
  label,
  iconOnly = false,
  icon = Copy,
  variant = 'quiet',
  size = 'sm',
  ...rest
}: CopyButtonProps) {
  const [state, setState] = useState<State>('idle')

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 1500)
    return () => clearTimeout(timer)
  }, [state])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text())
      setState('copied')
    } catch {
      // Refused by the browser's permission, or no clipboard off a secure origin.
      setState('refused')
    }
  }

  const Icon = { idle: icon, copied: Check, refused: TriangleAlert }[state]
  const words = { idle: label, copied: 'Copied', refused: 'Not allowed to copy' }[state]
  return (
    <>
      <Button
        {...rest}
        variant={variant}
        size={size}
        aria-label={label}
        title={iconOnly ? words : undefined}
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
