import { expect, test } from 'vitest'

import {
  engagementContextSchema,
  engagementSchema,
  engagementsPageSchema,
  flowSchema,
  stepSchema,
} from './resources.ts'

const schemas = { engagementSchema, engagementContextSchema, flowSchema, stepSchema }

test.each(Object.entries(schemas))(
  '%s: absent fields and fields of the wrong type become null',
  (_, schema) => {
    const fields = Object.keys(schema.shape)
    const empty = schema.parse({})
    const wrong = schema.parse(Object.fromEntries(fields.map((field) => [field, NaN])))
    for (const parsed of [empty, wrong]) {
      expect(Object.keys(parsed)).toEqual(
        expect.arrayContaining(fields.filter((field) => field !== 'context')),
      )
      for (const [field, value] of Object.entries(parsed)) {
        if (field === 'context') continue
        expect([field, value]).toEqual([field, field === 'links' ? {} : null])
      }
    }
  },
)

test('an undocumented status is kept', () => {
  expect(engagementSchema.parse({ status: 'paused' }).status).toBe('paused')
})

test.each([null, 'text', ['list'], 42, true, {}, { a: 1 }])('a context may be %j', (context) => {
  expect(engagementSchema.parse({ context }).context).toEqual(context)
})

test('malformed rows do not fail the page', () => {
  const page = engagementsPageSchema.parse({
    engagements: [{ sid: 'nonsense', links: [] }, { sid: null }, {}],
    meta: {},
  })
  expect(page.engagements.map((it) => it.sid)).toEqual([null, null, null])
})
