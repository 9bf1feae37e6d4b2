import * as z from 'zod/mini'
import { expect, test } from 'vitest'

import { parseBody } from './parse-response.ts'

test('a byte order mark is no truncation: pages and contexts are read with one, too', () => {
  const bytes = new TextEncoder().encode('\ufeff{"a":1}')
  expect(parseBody(bytes, z.object({ a: z.number() }))).toEqual({ a: 1 })
})
