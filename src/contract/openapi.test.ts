import { createRequire } from 'node:module'

import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'

import { createEmulatorRequest } from '#emulator/http/credentials.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'

import { flowDefinitionSchema, revisionSchema, revisionsPageSchema } from './flow/flow-resources.ts'
import {
  executionContextSchema,
  executionSchema,
  executionsPageSchema,
  executionStepContextSchema,
  executionStepSchema,
  executionStepsPageSchema,
} from './execution-resources.ts'
import {
  engagementContextSchema,
  engagementSchema,
  engagementsPageSchema,
  flowSchema,
  flowsPageSchema,
  stepContextSchema,
  stepSchema,
  stepsPageSchema,
  type Engagement,
} from './resources.ts'
import { buildPath, listParams, type EndpointName } from './endpoints.ts'
import { runEndpoints, type RunSource } from './run-source.ts'
import { parseDefinition } from './flow/studio-definition.ts'

/*
 * Checks both sides against Twilio's own OpenAPI documents of Studio v1 and v2: the emulator's responses must be valid, and our
 * schemas must accept the documents' examples unchanged.
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
  executions: executionsPageSchema,
  execution: executionSchema,
  executionContext: executionContextSchema,
  executionSteps: executionStepsPageSchema,
  executionStep: executionStepSchema,
  executionStepContext: executionStepContextSchema,
  flowDefinition: flowDefinitionSchema,
  revisions: revisionsPageSchema,
  revision: revisionSchema,
  publishedRevision: revisionSchema,
} as const satisfies Record<EndpointName, z.ZodMiniType>

/** Each endpoint's path in Twilio's documents. */
const paths = {
  flows: '/v1/Flows',
  flow: '/v1/Flows/{Sid}',
  engagements: '/v1/Flows/{FlowSid}/Engagements',
  engagement: '/v1/Flows/{FlowSid}/Engagements/{Sid}',
  context: '/v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Context',
  steps: '/v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps',
  step: '/v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps/{Sid}',
  stepContext: '/v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps/{StepSid}/Context',
  executions: '/v2/Flows/{FlowSid}/Executions',
  execution: '/v2/Flows/{FlowSid}/Executions/{Sid}',
  executionContext: '/v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Context',
  executionSteps: '/v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps',
  executionStep: '/v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{Sid}',
  executionStepContext: '/v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{StepSid}/Context',
  flowDefinition: '/v2/Flows/{Sid}',
  revisions: '/v2/Flows/{Sid}/Revisions',
  revision: '/v2/Flows/{Sid}/Revisions/{Revision}',
  publishedRevision: '/v2/Flows/{Sid}/Revisions/{Revision}',
} as const satisfies Record<EndpointName, string>

const responseShape = z.object({
  schema: z.record(z.string(), z.unknown()),
  examples: z.record(z.string(), z.object({ value: z.record(z.string(), z.unknown()) })),
})
const documentShape = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: z.optional(
        z.object({
          parameters: z.optional(z.array(z.object({ name: z.string(), in: z.string() }))),
          responses: z.object({
            '200': z.object({ content: z.object({ 'application/json': responseShape }) }),
          }),
        }),
      ),
    }),
  ),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
})

const requireJson = createRequire(import.meta.url)
const documents = ['v1', 'v2'].map((version) =>
  documentShape.parse(requireJson(`@twilio/cli-core/src/services/twilio-api/twilio_studio_${version}.json`)),
)
const operations = Object.fromEntries(documents.flatMap((document) => Object.entries(document.paths)))

function documentedResponse(name: EndpointName) {
  const response = operations[paths[name]]?.get?.responses['200'].content['application/json']
  if (!response) throw new Error(`${paths[name]} is not in Twilio's document.`)
  return response
}

/**
 * Converts an OpenAPI 3.0 schema to JSON Schema. Stricter than Twilio's, which allows absent and additional fields: the
 * emulator must send exactly the documented ones.
 */
function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema)
  if (typeof schema !== 'object' || schema === null) return schema
  const { nullable, type, format, ...rest }: Record<string, unknown> = { ...schema }
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]))
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
// The versions' schemas have different names: `studio.v1.…` and `studio.v2.…`.
const schemasByName = Object.fromEntries(
  documents.flatMap(({ components }) => Object.entries(components.schemas)),
)
ajv.addSchema({ $id: 'studio', components: toJsonSchema({ schemas: schemasByName }) })

const names = [
  'flows',
  'flow',
  'engagements',
  'engagement',
  'context',
  'steps',
  'step',
  'stepContext',
  'executions',
  'execution',
  'executionContext',
  'executionSteps',
  'executionStep',
  'executionStepContext',
  'flowDefinition',
  'revisions',
  'revision',
  'publishedRevision',
] as const satisfies readonly EndpointName[]

const validators = new Map(
  names.map((name) => {
    const schema = JSON.stringify(toJsonSchema(documentedResponse(name).schema))
    return [name, ajv.compile(JSON.parse(schema.replaceAll('"#/components', '"studio#/components')))]
  }),
)

function expectValid(name: EndpointName, body: unknown): void {
  const validate = validators.get(name)
  expect(validate?.(body), `${name}: ${ajv.errorsText(validate?.errors)}`).toBe(true)
}

/** The examples of a response in Twilio's document, at least one. */
function documentedExamples(name: EndpointName) {
  const examples = Object.values(documentedResponse(name).examples)
  expect(examples).not.toEqual([])
  return examples
}

test.each(names)('our schema accepts the example of %s unchanged', (name) => {
  for (const { value } of documentedExamples(name)) expect(schemas[name].parse(value)).toEqual(value)
})

test.each(names)('the example of %s is valid, and with an additional field it is not', (name) => {
  for (const { value } of documentedExamples(name)) {
    expectValid(name, value)
    expect(validators.get(name)?.({ ...value, surprise: 1 })).toBe(false)
  }
})

test.each(names)('the query parameters of %s are the documented ones', (name) => {
  const documented = (operations[paths[name]]?.get?.parameters ?? []).filter((each) => each.in === 'query')
  expect(documented.map((each) => each.name)).toEqual(listParams(name))
})

describe('every response of the emulator is valid', () => {
  const emulator = createEmulator({ now: () => Date.UTC(2026, 10, 3, 15, 20) })

  /** Fetches from the emulator and validates the response against Twilio's document. */
  async function fetchValid(name: EndpointName, url: string): Promise<unknown> {
    const response = await emulator(createEmulatorRequest(url))
    expect(response.status).toBe(200)
    const body: unknown = await response.json()
    expectValid(name, body)
    return body
  }

  test('flows', async () => {
    const { flows } = flowsPageSchema.parse(await fetchValid('flows', buildPath('flows', {})))
    const ordinary = Object.keys(flowSids).length
    expect(flows.length).toBeGreaterThan(ordinary)
    for (const { url } of flows.slice(0, ordinary)) await fetchValid('flow', url ?? '')
  })

  test.each(Object.entries(flowSids))('the definition and the revisions of %s', async (_, FW) => {
    const flow = flowDefinitionSchema.parse(
      await fetchValid('flowDefinition', buildPath('flowDefinition', { FW })),
    )
    const { revisions } = revisionsPageSchema.parse(
      await fetchValid('revisions', flow.links['revisions'] ?? ''),
    )
    expect(revisions.map(({ revision }) => revision)).toEqual(
      Array.from({ length: flow.revision ?? 0 }, (__, i) => (flow.revision ?? 0) - i),
    )
    const definitions = []
    for (const { url } of [...revisions.slice(0, 2), ...revisions.slice(-1)]) {
      const { definition } = revisionSchema.parse(await fetchValid('revision', url ?? ''))
      expect(parseDefinition(definition)?.widgets.length).toBeGreaterThan(1)
      definitions.push(definition)
    }
    expect(definitions[0]).toEqual(flow.definition)
    if (flow.status !== 'published') return
    const published = revisionSchema.parse(
      await fetchValid('publishedRevision', buildPath('publishedRevision', { FW })),
    )
    expect(published).toMatchObject({ revision: flow.revision, definition: flow.definition })
    expect(parseDefinition(flow.definition)?.widgets[0]).toMatchObject({ name: 'Trigger', type: 'trigger' })
  })

  test.each(Object.entries(flowSids))('engagements of %s', async (_, FW) => {
    const list = buildPath('engagements', { FW })
    const { engagements, meta } = engagementsPageSchema.parse(
      await fetchValid('engagements', `${list}?PageSize=1000`),
    )
    expect(engagements.length > 0).toBe(FW !== flowSids.empty)
    if (meta.next_page_url) await fetchValid('engagements', meta.next_page_url)
    for (const run of engagements.filter((__, i) => i % 40 === 0)) await fetchRun('engagements', run)
  })

  test.each(Object.entries(flowSids))('executions of %s, filtered', async (_, FW) => {
    const list = buildPath('executions', { FW })
    const { executions, meta } = executionsPageSchema.parse(
      await fetchValid('executions', `${list}?status=ended&PageSize=200`),
    )
    expect(executions.length > 0).toBe(FW !== flowSids.empty)
    if (meta.next_page_url) await fetchValid('executions', meta.next_page_url)
    for (const run of executions.filter((__, i) => i % 40 === 0)) await fetchRun('executions', run)
  })

  /** Fetches everything about a run by the links in its row. */
  async function fetchRun(source: RunSource, { url, links }: Pick<Engagement, 'url' | 'links'>) {
    const endpoints = runEndpoints[source]
    await fetchValid(endpoints.run, url ?? '')
    await fetchValid(endpoints.context, links['engagement_context'] ?? links['execution_context'] ?? '')
    const page = await fetchValid(endpoints.steps, links['steps'] ?? '')
    const { steps } = stepsPageSchema.parse(page)
    expect(steps).not.toEqual([])
    for (const step of steps) {
      await fetchValid(endpoints.step, step.url ?? '')
      await fetchValid(endpoints.stepContext, step.links['step_context'] ?? '')
    }
  }
})
