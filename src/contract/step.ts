import * as z from 'zod/mini'

import { anyJson, linkMap, nullableSid, nullableText } from './fields.ts'
import { pageMetaSchema } from './page.ts'

/** One step of a run, `…/Engagements/{FN}/Steps/{FT}`: an event led from one widget to the next. */
export const stepSchema = z.object({
  sid: nullableSid('FT'),
  account_sid: nullableSid('AC'),
  flow_sid: nullableSid('FW'),
  engagement_sid: nullableSid('FN'),
  /** The event that caused the transition. */
  name: nullableText,
  context: anyJson,
  parent_step_sid: nullableSid('FT'),
  /** The widget before. */
  transitioned_from: nullableText,
  /** The widget after. */
  transitioned_to: nullableText,
  /** The type of the widget that was executed. */
  type: nullableText,
  date_created: nullableText,
  date_updated: nullableText,
  url: nullableText,
  links: linkMap,
})

export type Step = z.infer<typeof stepSchema>

/** One page of the list. */
export const stepsPageSchema = z.object({ steps: z.array(stepSchema), meta: pageMetaSchema })

/** What the flow knew at a step, `…/Steps/{FT}/Context`. */
export const stepContextSchema = z.object({
  account_sid: nullableSid('AC'),
  context: anyJson,
  engagement_sid: nullableSid('FN'),
  flow_sid: nullableSid('FW'),
  step_sid: nullableSid('FT'),
  url: nullableText,
})
