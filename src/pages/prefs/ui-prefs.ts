import { isBoolean, isOneOf } from '#contract/schema/checks.ts'

import { defaultTab, tabs, type Tab } from '#urls/tabs.ts'

import { createPref } from './pref.ts'

export const densities = ['compact', 'comfortable'] as const
export type Density = (typeof densities)[number]

/** Row height of the list, in px. */
export const rowHeights = { compact: 32, comfortable: 40 } as const satisfies Record<Density, number>

export const densityPref = createPref<Density>('density', isOneOf(densities), 'compact')

/** Whether single-key shortcuts, such as `/`, are enabled. */
export const shortcutsPref = createPref<boolean>('single-keys', isBoolean, true)

/** The tab of a run that was selected last. */
export const lastTabPref = createPref<Tab>('tab', isOneOf(tabs), defaultTab)
