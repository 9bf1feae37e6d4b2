import * as z from 'zod/mini'

import type { JsonForm } from '#viewer/json-view.tsx'

import { createPref } from './pref.ts'

/** How contexts are shown: as a tree or as text, and whether long lines of it are wrapped. */
export const jsonFormPref = createPref<JsonForm>(
  'json',
  z.object({ view: z.enum(['tree', 'raw']), wrap: z.boolean() }),
  { view: 'tree', wrap: true },
)
