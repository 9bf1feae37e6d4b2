import { Ellipsis, History, Printer } from 'lucide'
import { useMemo, useState } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { Icon } from '#ui/icon.tsx'
import type { MenuItem } from '#ui/floating/menu-item.ts'
import { Menu } from '#ui/floating/menu.tsx'
import { Opening } from '#ui/floating/opening.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { useScreenActions } from '#pages/shell/palette/screen-actions.ts'
import { CompareMenu } from './compare/compare-menu.tsx'
import { SaveRunButton } from './saved/save-run-button.tsx'

const LastGoodRunDialog = lazyChunk(
  async () => (await import('./compare/last-good-run-dialog.tsx')).LastGoodRunDialog,
)
const PrintDialog = lazyChunk(async () => (await import('./print/print-dialog.tsx')).PrintDialog)

/** What can be done with a run: compare, save, print. The menu's items are in the command palette too. */
export function RunActions(sids: { runList: RunList; engagementSid: EngagementSid }) {
  const [dialog, setDialog] = useState<'last good run' | 'print' | null>(null)
  const items = useMemo(
    () =>
      [
        {
          kind: 'action',
          label: 'Compare with the last good run',
          icon: <Icon icon={History} size={14} />,
          onSelect: () => setDialog('last good run'),
        },
        {
          kind: 'action',
          label: 'Print run',
          icon: <Icon icon={Printer} size={14} />,
          onSelect: () => setDialog('print'),
        },
      ] as const satisfies readonly MenuItem[],
    [],
  )
  useScreenActions(items)
  const close = () => setDialog(null)
  return (
    <>
      <CompareMenu {...sids} onFindLastGoodRun={() => setDialog('last good run')} />
      <SaveRunButton {...sids} />
      <Menu
        label="More actions"
        button={{
          variant: 'quiet',
          size: 'sm',
          'aria-label': 'More actions',
          title: 'More actions',
          icon: <Icon icon={Ellipsis} size={14} />,
        }}
        items={items}
      />
      <Opening onCancel={close}>
        {dialog === 'last good run' && <LastGoodRunDialog {...sids} onClose={close} />}
        {dialog === 'print' && <PrintDialog {...sids} onClose={close} />}
      </Opening>
    </>
  )
}
