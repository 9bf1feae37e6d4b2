import { isOneOf } from '#contract/schema/checks.ts'

import { createPref } from './pref.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Light or dark colours; `system` follows the operating system. */
export const themePref = createPref<Theme>('theme', isOneOf(themes), 'system')
