import { isBoolean, isNumber, isObjectOf, isOneOf } from '#contract/schema/checks.ts'
import type { JsonViewPrefs } from '#viewer/json-view.tsx'

import { defaultTab, tabs, type Tab } from '#urls/tabs.ts'

import { createPref } from './pref.ts'

export const densities = ['compact', 'comfortable'] as const
export type Density = (typeof densities)[number]

/** Row height of the list, in px. */
export const rowHeights = { compact: 32, comfortable: 40 } as const satisfies Record<Density, number>

export const densityPref = createPref<Density>('density', isOneOf(densities), 'compact')

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Light or dark colours; `system` follows the operating system. */
export const themePref = createPref<Theme>('theme', isOneOf(themes), 'system')

/** Width of the panel beside the list, as a percentage of the window's width. */
export const panelWidthPercent = { min: 28, max: 75, default: 44 } as const

export const panelWidthPref = createPref<number>(
  'panel-width',
  (value): value is number =>
    isNumber(value) && value >= panelWidthPercent.min && value <= panelWidthPercent.max,
  panelWidthPercent.default,
)

/** Shows contexts as a tree or as raw text. `wrap` wraps long lines of the text. */
export const jsonViewPref = createPref<JsonViewPrefs>(
  'json',
  isObjectOf<JsonViewPrefs>({ view: isOneOf(['tree', 'raw']), wrap: isBoolean }),
  { view: 'tree', wrap: true },
)

/** Whether single-key shortcuts, such as `/`, are enabled. */
export const shortcutsPref = createPref<boolean>('single-keys', isBoolean, true)

/** The tab of a run that was selected last. */
export const lastTabPref = createPref<Tab>('tab', isOneOf(tabs), defaultTab)
