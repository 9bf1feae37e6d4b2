import * as z from 'zod/mini'

import { createPref } from './pref.ts'

/** Whether single keys, such as `/`, do anything. */
export const singleKeysPref = createPref<boolean>('single-keys', z.boolean(), true)
