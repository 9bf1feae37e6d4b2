import { expect, test } from 'vitest'

import { sliceText } from '#json/slice-text.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { compactPage } from './compact-page.ts'
import { readPage } from './read-page.ts'

test('keeps the rows it is given, byte for byte, and nothing else', () => {
  const made = [1, 2, 3, 4].map((n) => ({ sid: sidOf('FN', n), context: { n, text: '€'.repeat(n) } }))
  const bytes = pageBytes([...made, { sid: sidOf('FN', 5) }])
  const { rows } = readPage(bytes)
  const page = compactPage(
    bytes,
    [rows[3], rows[1], rows[4]].flatMap((row) => row ?? []),
  )
  expect(new TextDecoder().decode(page.bytes)).toBe(
    JSON.stringify(made[3]) + JSON.stringify(made[1]) + JSON.stringify({ sid: sidOf('FN', 5) }),
  )
  const texts = page.rows.map(({ sid, row, context }) => [
    sid,
    JSON.parse(sliceText(page.bytes, row.start, row.end)),
    context && JSON.parse(sliceText(page.bytes, context.start, context.end)),
  ])
  expect(texts).toEqual([
    [sidOf('FN', 4), made[3], made[3]?.context],
    [sidOf('FN', 2), made[1], made[1]?.context],
    [sidOf('FN', 5), { sid: sidOf('FN', 5) }, null],
  ])
})
