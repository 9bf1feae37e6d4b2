import * as z from 'zod/mini'

import { createPref } from './pref.ts'

export const densities = ['compact', 'comfortable'] as const
export type Density = (typeof densities)[number]

/** Height in px of a row of the list. */
export const rowHeights = { compact: 32, comfortable: 40 } as const satisfies Record<Density, number>

export const densityPref = createPref<Density>('density', z.enum(densities), 'compact')
