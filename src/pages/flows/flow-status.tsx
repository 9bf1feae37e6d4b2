import { useShown } from '#ui/veil.ts'

/** Draft or published. Neither is good or bad, so neither has a colour; a draft is set apart by its dashed rule. */
export function FlowStatus({ status }: { status: string | null }) {
  const shown = useShown()
  const draft = status === 'draft'
  return (
    <span
      className={`inline-block rounded-sm border px-1.5 text-xs leading-5 text-muted ${draft ? 'border-dashed border-line-strong' : 'border-line'}`}
    >
      {status === null ? 'no status' : shown(status)}
    </span>
  )
}
