import * as z from 'zod/mini'

import { linkMap, nullableInteger, nullableSid, nullableText } from './fields.ts'
import { pageMetaSchema } from './page.ts'

/** A Studio flow, `/v1/Flows/{FW}`. Its status is `draft` or `published`; another one is kept as it came. */
export const flowSchema = z.object({
  sid: nullableSid('FW'),
  account_sid: nullableSid('AC'),
  friendly_name: nullableText,
  status: nullableText,
  version: nullableInteger,
  date_created: nullableText,
  date_updated: nullableText,
  url: nullableText,
  links: linkMap,
})

export type Flow = z.infer<typeof flowSchema>

/** One page of the list. */
export const flowsPageSchema = z.object({ flows: z.array(flowSchema), meta: pageMetaSchema })
