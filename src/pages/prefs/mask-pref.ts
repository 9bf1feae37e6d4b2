import type { Problem } from '#contract/problem.ts'
import { isBoolean, isNumber, type Check } from '#contract/schema/checks.ts'
import { hourMs, minuteMs } from '#format/time/time-units.ts'
import { createStore } from '#ui/store.ts'

import { createPref } from './pref.ts'

/** Whether personal data is masked, where the server lets the user choose. */
export const maskPref = createPref<boolean>('mask', isBoolean, false)

/** How long the mask may be lifted, in ms, shortest first. */
export const unmaskDurations = [15 * minuteMs, hourMs, 8 * hourMs] as const
export type UnmaskDuration = (typeof unmaskDurations)[number]

/** No later than now and the longest duration. */
const isPossible: Check<number> = (value): value is number =>
  isNumber(value) && value <= Date.now() + Math.max(...unmaskDurations)

/**
 * Until when the user lifted the mask in this browser, where the server lets the user choose: milliseconds since 1970; 0 while
 * it is not lifted. Stored, so that it ends in all tabs, and after a reload too.
 */
export const unmaskedUntilPref = createPref<number>('unmasked-until', isPossible, 0)

/** The same for this tab, where the server masks by default. Not stored: a reload masks again. */
export const unmaskedUntilInTab = createStore(0)

/** The state of an unmask request. A `problem` says why it failed; the mask then stays on. */
export const unmasking = createStore<
  'idle' | 'pending' | { readonly problem: Problem; readonly duration: UnmaskDuration }
>('idle')
