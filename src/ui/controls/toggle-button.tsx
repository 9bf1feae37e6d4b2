import { Button, type ButtonProps } from './button.tsx'

type ToggleButtonProps = Omit<ButtonProps, 'variant' | 'size' | 'aria-pressed' | 'className'> & {
  pressed: boolean
}

/** A small button with `aria-pressed`. */
export function ToggleButton({ pressed, ...rest }: ToggleButtonProps) {
  return (
    <Button
      {...rest}
      variant="quiet"
      size="sm"
      aria-pressed={pressed}
      className="aria-pressed:bg-selected aria-pressed:text-ink"
    />
  )
}
