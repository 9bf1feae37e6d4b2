import * as z from 'zod/mini'

import { createPref } from './pref.ts'

/** How much of the window the panel beside the list may take, in per cent of its width. */
export const panelWidths = { least: 28, most: 75, usual: 44 } as const

export const panelWidthPref = createPref<number>(
  'panel-width',
  z.number().check(z.minimum(panelWidths.least), z.maximum(panelWidths.most)),
  panelWidths.usual,
)
