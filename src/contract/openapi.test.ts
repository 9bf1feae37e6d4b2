import { createRequire } from 'node:module'

import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'

import { emulatorRequest } from '#emulator/emulator-request.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'

import { engagementContextSchema, engagementSchema, engagementsPageSchema } from './engagement.ts'
import { flowSchema, flowsPageSchema } from './flow.ts'
import { printRead, type ReadName } from './reads.ts'
import { stepContextSchema, stepSchema, stepsPageSchema } from './step.ts'

/*
 * Twilio's own description of Studio v1 is the judge, of both sides: what the emulator answers must be valid by it,
 * and the examples in it must come through our schemas unchanged.
 */

const schemas = {
  flows: flowsPageSchema,
  flow: flowSchema,
  engagements: engagementsPageSchema,
  engagement: engagementSchema,
  context: engagementContextSchema,
  steps: stepsPageSchema,
  step: stepSchema,
  stepContext: stepContextSchema,
} as const satisfies Record<ReadName, z.ZodMiniType>

/** Where each read stands in Twilio's document, which names its SIDs. */
const paths = {
  flows: '/v1/Flows',
  flow: '/v1/Flows/{Sid}',
  engagements: '/v1/Flows/{FlowSid}/Engagements',
  engagement: '/v1/Flows/{FlowSid}/Engagements/{Sid}',
  context: '/v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Context',
  steps: '/v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps',
  step: '/v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps/{Sid}',
  stepContext: '/v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps/{StepSid}/Context',
} as const satisfies Record<ReadName, string>

const answerShape = z.object({
  schema: z.record(z.string(), z.unknown()),
  examples: z.record(z.string(), z.object({ value: z.record(z.string(), z.unknown()) })),
})
const documentShape = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: z.optional(
        z.object({
          responses: z.object({
            '200': z.object({ content: z.object({ 'application/json': answerShape }) }),
          }),
        }),
      ),
    }),
  ),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
})

const read = createRequire(import.meta.url)
const { paths: operations, components } = documentShape.parse(
  read('@twilio/cli-core/src/services/twilio-api/twilio_studio_v1.json'),
)

function answerOf(name: ReadName) {
  const answer = operations[paths[name]]?.get?.responses['200'].content['application/json']
  if (!answer) throw new Error(`${paths[name]} is not in Twilio's document.`)
  return answer
}

/**
 * An OpenAPI 3.0 schema as JSON Schema. Made stricter than Twilio's, which lets any field be absent and any other be
 * there: what is described is exactly what the emulator must send.
 */
function asJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asJsonSchema)
  if (typeof schema !== 'object' || schema === null) return schema
  const { nullable, type, format, ...rest }: Record<string, unknown> = { ...schema }
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asJsonSchema(value)]))
  return {
    ...inner,
    // `nullable` without a type means any type at all.
    ...(type === undefined ? {} : { type: nullable === true ? [type, 'null'] : type }),
    ...(format === 'uri-map' ? { additionalProperties: { type: 'string', format: 'uri' } } : {}),
    ...(format === undefined || format === 'uri-map' ? {} : { format }),
    ...(typeof inner['properties'] === 'object' && inner['properties']
      ? { required: Object.keys(inner['properties']), additionalProperties: false }
      : {}),
  }
}

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema({ $id: 'studio', components: asJsonSchema({ schemas: components.schemas }) })

const names = [
  'flows',
  'flow',
  'engagements',
  'engagement',
  'context',
  'steps',
  'step',
  'stepContext',
] as const satisfies readonly ReadName[]

const validators = new Map(
  names.map((name) => {
    const schema = JSON.stringify(asJsonSchema(answerOf(name).schema))
    return [name, ajv.compile(JSON.parse(schema.replaceAll('"#/components', '"studio#/components')))]
  }),
)

function expectValid(name: ReadName, answer: unknown): void {
  const validate = validators.get(name)
  expect(validate?.(answer), `${name}: ${ajv.errorsText(validate?.errors)}`).toBe(true)
}

test.each(names)('the example of %s comes through our schema unchanged', (name) => {
  const examples = Object.values(answerOf(name).examples)
  expect(examples.length).toBeGreaterThan(0)
  for (const { value } of examples) expect(schemas[name].parse(value)).toEqual(value)
})

test.each(names)('the example of %s is valid by the document, and the judge does judge', (name) => {
  for (const { value } of Object.values(answerOf(name).examples)) {
    expectValid(name, value)
    expect(validators.get(name)?.({ ...value, surprise: 1 })).toBe(false)
  }
})

describe('every answer of the emulator', () => {
  const emulator = createEmulator({ now: () => Date.UTC(2026, 10, 3, 15, 20) })

  /** The answer, once Twilio's document has found it valid. */
  async function ask(name: ReadName, url: string): Promise<unknown> {
    const answer = await emulator(emulatorRequest(url))
    expect(answer.status).toBe(200)
    const body: unknown = await answer.json()
    expectValid(name, body)
    return body
  }

  test('flows', async () => {
    const { flows } = flowsPageSchema.parse(await ask('flows', printRead('flows', {})))
    const ordinary = Object.keys(flowSids).length
    expect(flows.length).toBeGreaterThan(ordinary)
    for (const { url } of flows.slice(0, ordinary)) await ask('flow', url ?? '')
  })

  test.each(Object.entries(flowSids))('%s', async (_, FW) => {
    const list = printRead('engagements', { FW })
    const { engagements, meta } = engagementsPageSchema.parse(
      await ask('engagements', `${list}?PageSize=1000`),
    )
    expect(engagements.length > 0).toBe(FW !== flowSids.empty)
    if (meta.next_page_url) await ask('engagements', meta.next_page_url)
    for (const run of engagements.filter((__, i) => i % 40 === 0)) {
      await ask('engagement', run.url ?? '')
      await ask('context', run.links['engagement_context'] ?? '')
      const { steps } = stepsPageSchema.parse(await ask('steps', run.links['steps'] ?? ''))
      for (const step of steps) {
        await ask('step', step.url ?? '')
        await ask('stepContext', step.links['step_context'] ?? '')
      }
    }
  })
})
