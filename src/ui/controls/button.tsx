import type { ComponentProps, ReactNode } from 'react'

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong font-medium forced-colors:border',
  plain: 'border border-line-strong bg-surface text-ink hover:bg-hover font-medium',
  quiet: 'text-muted hover:bg-hover hover:text-ink',
} as const

const sizes = {
  sm: 'h-6 gap-1 px-1.5 text-xs',
  md: 'h-8 gap-1.5 px-2.5 text-sm',
} as const

export type ButtonProps = Omit<ComponentProps<'button'>, 'aria-disabled'> & {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
  /** Decoration before the text. It must not have an accessible name. */
  icon?: ReactNode
  /** The key that presses it: see `useControlShortcuts`. */
  'data-shortcut'?: string | undefined
}

export function Button({
  variant = 'plain',
  size = 'md',
  icon,
  className = '',
  disabled = false,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      // Not `disabled`: a button that its own action disables would lose the focus to the page.
      aria-disabled={disabled || undefined}
      onClick={(event) => {
        if (disabled) event.preventDefault()
        else onClick?.(event)
      }}
      className={`${buttonClass(variant, size)} ${className}`}
    >
      {icon}
      {children}
    </button>
  )
}

/** The button's classes, for a link that looks like a button. */
export function buttonClass(
  variant: keyof typeof variants = 'plain',
  size: keyof typeof sizes = 'md',
): string {
  return `focus-ring inline-flex shrink-0 items-center justify-center rounded-md whitespace-nowrap transition-colors aria-disabled:opacity-50 ${sizes[size]} ${variants[variant]}`
}
