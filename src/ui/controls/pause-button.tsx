import { Pause, Play } from 'lucide'

import { Icon } from '#ui/icon.tsx'

import { Button, type ButtonProps } from './button.tsx'

type PauseButtonProps = Pick<ButtonProps, 'size'> & {
  isPaused: boolean
  labels: { pause: string; resume: string }
  onPause: () => void
  onResume: () => void
}

/** Pauses and resumes. One button for both, so that it keeps the focus. */
export function PauseButton({ isPaused, labels, onPause, onResume, size = 'sm' }: PauseButtonProps) {
  const icon = isPaused ? Play : Pause
  return (
    <Button
      size={size}
      variant="quiet"
      icon={<Icon icon={icon} size={size === 'sm' ? 12 : 14} />}
      onClick={isPaused ? onResume : onPause}
    >
      {isPaused ? labels.resume : labels.pause}
    </Button>
  )
}
