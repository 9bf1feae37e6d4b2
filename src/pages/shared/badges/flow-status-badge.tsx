import { useDisplayText } from '#ui/text/text-mask.ts'

/** Draft or published. Neither is good or bad, so neither has a colour; a draft has a dashed border. */
export function FlowStatusBadge({ status }: { status: string | null }) {
  const displayText = useDisplayText()
  const isDraft = status === 'draft'
  return (
    <span
      className={`inline-block rounded-sm border px-1.5 text-xs leading-5 text-muted ${isDraft ? 'border-dashed border-line-strong' : 'border-line'}`}
    >
      {status === null ? 'no status' : displayText(status)}
    </span>
  )
}
