import * as z from 'zod/mini'

import {
  anyJson,
  linkMap,
  nullableInteger,
  nullableSid,
  nullableText,
  pageMetaSchema,
} from './schema/schema-helpers.ts'

/** A Studio flow, `/v1/Flows/{FW}`. Its status is `draft` or `published`; any other is kept as sent. */
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

export const flowsPageSchema = z.object({ flows: z.array(flowSchema), meta: pageMetaSchema })

/** One run of a flow, `/v1/Flows/{FW}/Engagements/{FN}`. An undocumented status is kept as sent. */
export const engagementSchema = z.object({
  sid: nullableSid('FN'),
  account_sid: nullableSid('AC'),
  flow_sid: nullableSid('FW'),
  /** A static placeholder in v1: never group, link or search by it. */
  contact_sid: nullableSid('FC'),
  contact_channel_address: nullableText,
  /** Any JSON type. The screen shows the JSON text instead of this value: JavaScript's numbers lose digits. */
  context: anyJson,
  status: nullableText,
  date_created: nullableText,
  date_updated: nullableText,
  url: nullableText,
  links: linkMap,
})

export type Engagement = z.infer<typeof engagementSchema>

export const engagementsPageSchema = z.object({
  engagements: z.array(engagementSchema),
  meta: pageMetaSchema,
})

/** The run's context, `…/Engagements/{FN}/Context`. */
export const engagementContextSchema = z.object({
  account_sid: nullableSid('AC'),
  context: anyJson,
  engagement_sid: nullableSid('FN'),
  flow_sid: nullableSid('FW'),
  url: nullableText,
})

/** One step of a run, `…/Engagements/{FN}/Steps/{FT}`: a transition from one widget to the next. */
export const stepSchema = z.object({
  sid: nullableSid('FT'),
  account_sid: nullableSid('AC'),
  flow_sid: nullableSid('FW'),
  engagement_sid: nullableSid('FN'),
  /** The event that caused the transition. */
  name: nullableText,
  context: anyJson,
  parent_step_sid: nullableSid('FT'),
  /** The previous widget. */
  transitioned_from: nullableText,
  /** The next widget. */
  transitioned_to: nullableText,
  /** The type of the widget that was executed. */
  type: nullableText,
  date_created: nullableText,
  date_updated: nullableText,
  url: nullableText,
  links: linkMap,
})

/** A step as both sources have it. */
export type Step = Omit<z.infer<typeof stepSchema>, 'engagement_sid'>

export const stepsPageSchema = z.object({ steps: z.array(stepSchema), meta: pageMetaSchema })

/** The context at a step, `…/Steps/{FT}/Context`. */
export const stepContextSchema = z.object({
  account_sid: nullableSid('AC'),
  context: anyJson,
  engagement_sid: nullableSid('FN'),
  flow_sid: nullableSid('FW'),
  step_sid: nullableSid('FT'),
  url: nullableText,
})
