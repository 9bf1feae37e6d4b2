import * as z from 'zod/mini'

import type { Problem } from '#contract/problem.ts'
import { createStore } from '#queries/store.ts'

import { createPref } from './pref.ts'

/** Whether personal data is masked, where the server leaves that to whoever looks. */
export const maskPref = createPref<boolean>('mask', z.boolean(), false)

/** Whether the mask was lifted here, where the server puts it on at every start: kept nowhere, a reload puts it on again. */
export const liftedHere = createStore(false)

/** Whether the mask is being lifted, or why it could not be: then it stays on. */
export const lifting = createStore<'no' | 'now' | Problem>('no')
