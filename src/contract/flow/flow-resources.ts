import * as z from 'zod/mini'

import {
  anyJson,
  linkMap,
  nullableInteger,
  nullableSid,
  nullableText,
  pageMetaSchema,
} from '#contract/schema/schema-helpers.ts'

const nullableBoolean = z.catch(z.nullable(z.boolean()), null)

/** A flow with its definition, `/v2/Flows/{FW}`. `parseDefinition` reads the definition. */
export const flowDefinitionSchema = z.object({
  sid: nullableSid('FW'),
  account_sid: nullableSid('AC'),
  /** The user who saved it, `US…`: no name. */
  author_sid: nullableText,
  friendly_name: nullableText,
  definition: anyJson,
  status: nullableText,
  revision: nullableInteger,
  commit_message: nullableText,
  valid: nullableBoolean,
  errors: anyJson,
  warnings: anyJson,
  webhook_url: nullableText,
  date_created: nullableText,
  date_updated: nullableText,
  url: nullableText,
  links: linkMap,
})

/** One revision of a flow, `/v2/Flows/{FW}/Revisions/{n}`. In a list its definition is null. */
export const revisionSchema = z.object({
  sid: nullableSid('FW'),
  account_sid: nullableSid('AC'),
  author_sid: nullableText,
  definition: anyJson,
  friendly_name: nullableText,
  status: nullableText,
  revision: nullableInteger,
  commit_message: nullableText,
  valid: nullableBoolean,
  errors: anyJson,
  date_created: nullableText,
  date_updated: nullableText,
  url: nullableText,
})

export const revisionsPageSchema = z.object({ revisions: z.array(revisionSchema), meta: pageMetaSchema })
