import { pluralize } from '#format/count.ts'
import { Button } from '#ui/controls/button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'

type UnknownOutcomesProps = {
  /** Number of engagements that pass all other filters, and whose outcome is not loaded. */
  count: number
  onShow: () => void
}

/** Says how many runs a filter by outcome leaves out because their outcome is not loaded. */
export function UnknownOutcomes({ count, onShow }: UnknownOutcomesProps) {
  if (count === 0) return null
  return (
    <Banner
      tone="info"
      title={`${pluralize(count, 'run')} with an outcome that isn’t loaded`}
      actions={
        <Button size="sm" onClick={onShow}>
          Show not loaded
        </Button>
      }
    >
      More of them may match. An outcome loads once its row has been in view for a second.
    </Banner>
  )
}
