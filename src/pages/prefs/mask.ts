import * as z from 'zod/mini'

import { createStore } from '#queries/store.ts'

import { createPref } from './pref.ts'

/** Whether personal data is masked, where the server leaves that to whoever looks. */
export const maskPref = createPref<boolean>('mask', z.boolean(), false)

/** Whether the mask was lifted here, where the server puts it on at every start: kept nowhere, a reload puts it on again. */
export const liftedHere = createStore(false)
