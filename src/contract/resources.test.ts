import { expect, test } from 'vitest'

import { engagementContextSchema, engagementSchema, engagementsPageSchema } from './engagement.ts'
import { flowSchema } from './flow.ts'
import { stepSchema } from './step.ts'

const schemas = { engagementSchema, engagementContextSchema, flowSchema, stepSchema }

test.each(Object.entries(schemas))(
  '%s: nothing needs to be there, and nothing of a wrong type gets in',
  (_, schema) => {
    const fields = Object.keys(schema.shape)
    const empty = schema.parse({})
    const wrong = schema.parse(Object.fromEntries(fields.map((field) => [field, NaN])))
    for (const read of [empty, wrong]) {
      for (const [field, value] of Object.entries(read)) {
        if (field === 'context') continue
        expect([field, value]).toEqual([field, field === 'links' ? {} : null])
      }
    }
  },
)

test('a status Twilio never named is kept', () => {
  expect(engagementSchema.parse({ status: 'paused' }).status).toBe('paused')
})

test.each([null, 'text', ['list'], 42, true, {}, { a: 1 }])('a context may be %j', (context) => {
  expect(engagementSchema.parse({ context }).context).toEqual(context)
})

test('one odd row does not cost the page', () => {
  const page = engagementsPageSchema.parse({
    engagements: [{ sid: 'nonsense', links: [] }, { sid: null }, {}],
    meta: {},
  })
  expect(page.engagements.map((it) => it.sid)).toEqual([null, null, null])
})
