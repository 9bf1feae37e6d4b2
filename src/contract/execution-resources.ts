import * as z from 'zod/mini'

import { nullableInteger, nullableSid, nullableText, pageMetaSchema } from './schema/schema-helpers.ts'
import { engagementContextSchema, engagementSchema, stepContextSchema, stepSchema } from './resources.ts'

/* The v2 resources. They have the fields of v1, those that name the run by another name, and more. */

const executionSid = nullableSid('FN')

/** One run of a flow, `/v2/Flows/{FW}/Executions/{FN}`. */
export const executionSchema = z.extend(engagementSchema, {
  /** The revision of the flow that ran. */
  flow_version: nullableInteger,
  /** The SID of the call, message or request that started the run. */
  initiated_by: nullableText,
})

export const executionsPageSchema = z.object({ executions: z.array(executionSchema), meta: pageMetaSchema })

/** The run's context, `…/Executions/{FN}/Context`. */
export const executionContextSchema = z.extend(z.omit(engagementContextSchema, { engagement_sid: true }), {
  execution_sid: executionSid,
})

/** One step of a run, `…/Executions/{FN}/Steps/{FT}`. */
export const executionStepSchema = z.extend(z.omit(stepSchema, { engagement_sid: true }), {
  execution_sid: executionSid,
})

export const executionStepsPageSchema = z.object({
  steps: z.array(executionStepSchema),
  meta: pageMetaSchema,
})

/** The context at a step, `…/Steps/{FT}/Context`. */
export const executionStepContextSchema = z.extend(z.omit(stepContextSchema, { engagement_sid: true }), {
  execution_sid: executionSid,
})
