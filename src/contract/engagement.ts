import * as z from 'zod/mini'

import { anyJson, linkMap, nullableSid, nullableText } from './fields.ts'
import { pageMetaSchema } from './page.ts'

/** The two statuses Twilio knows. `ended` says nothing about success: there is no "failed". */
export const engagementStatuses = ['active', 'ended'] as const
export type EngagementStatus = (typeof engagementStatuses)[number]

/** One run of a flow, `/v1/Flows/{FW}/Engagements/{FN}`. A status Twilio never named is kept as it came. */
export const engagementSchema = z.object({
  sid: nullableSid('FN'),
  account_sid: nullableSid('AC'),
  flow_sid: nullableSid('FW'),
  /** A static placeholder in v1: never group, link or search by it. */
  contact_sid: nullableSid('FC'),
  contact_channel_address: nullableText,
  /** Of any JSON type. What is shown comes from the text, not from here: JavaScript's numbers lose digits. */
  context: anyJson,
  status: nullableText,
  date_created: nullableText,
  date_updated: nullableText,
  url: nullableText,
  links: linkMap,
})

export type Engagement = z.infer<typeof engagementSchema>

/** One page of the list. */
export const engagementsPageSchema = z.object({
  engagements: z.array(engagementSchema),
  meta: pageMetaSchema,
})

/** What the flow knew, `…/Engagements/{FN}/Context`. */
export const engagementContextSchema = z.object({
  account_sid: nullableSid('AC'),
  context: anyJson,
  engagement_sid: nullableSid('FN'),
  flow_sid: nullableSid('FW'),
  url: nullableText,
})
