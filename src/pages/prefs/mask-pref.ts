import type { Problem } from '#contract/problem.ts'
import { isBoolean } from '#contract/schema/checks.ts'
import { createStore } from '#ui/store.ts'

import { createPref } from './pref.ts'

/** Whether personal data is masked, where the server lets the user choose. */
export const maskPref = createPref<boolean>('mask', isBoolean, false)

/** Whether the user unmasked this tab, where the server masks by default. Not stored: a reload masks again. */
export const unmaskedInTab = createStore(false)

/** The state of an unmask request. A `Problem` says why it failed; the mask then stays on. */
export const unmasking = createStore<'idle' | 'pending' | Problem>('idle')
