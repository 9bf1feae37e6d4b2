import { isBoolean, isNumber, isObjectOf, isOneOf } from '#contract/schema/checks.ts'
import type { JsonViewPrefs } from '#viewer/json-view.tsx'

import { createPref } from './pref.ts'

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
