import type { RunList } from '#contract/run-source.ts'
import { Popover } from '#ui/floating/popover.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { filterButtonProps } from '#pages/engagements/filters/filter-button.tsx'

// Loaded when first opened.
const ViewsPanel = lazyChunk(async () => (await import('./views-panel.tsx')).ViewsPanel)

/** Opens the built-in and the saved views of the list. */
export function ViewsButton({ runList }: { runList: RunList }) {
  return (
    <Popover label="Views" button={filterButtonProps('Views', null)}>
      {(close) => <ViewsPanel runList={runList} onClose={close} />}
    </Popover>
  )
}
