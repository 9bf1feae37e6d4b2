import type { IconNode } from 'lucide'
import { createElement } from 'react'

type IconProps = {
  icon: IconNode
  /** Width and height in px. */
  size: number
  strokeWidth?: number
  className?: string
  /** Its name for assistive technology, from which it is hidden otherwise. */
  label?: string
}

/**
 * An icon of Lucide. Its own package for React takes twice the time to render one, and 2 kB of the start file: each row of a
 * list has two.
 */
export function Icon({ icon, size, strokeWidth = 2, className, label }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {icon.map(([tag, attributes], i) => createElement(tag, { key: i, ...attributes }))}
    </svg>
  )
}
