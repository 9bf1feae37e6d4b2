import * as z from 'zod/mini'

import type { JsonViewPrefs } from '#viewer/json-view.tsx'

import { defaultTab, tabs, type Tab } from '#urls/tabs.ts'

import { createPref } from './pref.ts'

export const densities = ['compact', 'comfortable'] as const
export type Density = (typeof densities)[number]

/** Row height of the list, in px. */
export const rowHeights = { compact: 32, comfortable: 40 } as const satisfies Record<Density, number>

export const densityPref = createPref<Density>('density', z.enum(densities), 'compact')

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Light or dark colours; `system` follows the operating system. */
export const themePref = createPref<Theme>('theme', z.enum(themes), 'system')

/** Width of the panel beside the list, as a percentage of the window's width. */
export const panelWidthPercent = { min: 28, max: 75, default: 44 } as const

export const panelWidthPref = createPref<number>(
  'panel-width',
  z.number().check(z.minimum(panelWidthPercent.min), z.maximum(panelWidthPercent.max)),
  panelWidthPercent.default,
)

/** Shows contexts as a tree or as raw text. `wrap` wraps long lines of the text. */
export const jsonViewPref = createPref<JsonViewPrefs>(
  'json',
  z.object({ view: z.enum(['tree', 'raw']), wrap: z.boolean() }),
  { view: 'tree', wrap: true },
)

/** Whether single-key shortcuts, such as `/`, are enabled. */
export const shortcutsPref = createPref<boolean>('single-keys', z.boolean(), true)

/** The tab of a run that was selected last. */
export const lastTabPref = createPref<Tab>('tab', z.enum(tabs), defaultTab)
