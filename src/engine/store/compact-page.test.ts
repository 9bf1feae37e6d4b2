import { expect, test } from 'vitest'

import { decodeUtf8 } from '#json/parse/decode-utf8.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { compactPage } from './compact-page.ts'
import { parsePage } from '#engine/load/parse-page.ts'

test('copies exactly the given rows, byte for byte', () => {
  const sent = [1, 2, 3, 4].map((n) => ({ sid: sidOf('FN', n), context: { n, text: '€'.repeat(n) } }))
  const bytes = pageBytes([...sent, { sid: sidOf('FN', 5) }])
  const { rows } = parsePage(bytes)
  const page = compactPage(
    bytes,
    [rows[3], rows[1], rows[4]].flatMap((row) => row ?? []),
  )
  expect(new TextDecoder().decode(page.bytes)).toBe(
    JSON.stringify(sent[3]) + JSON.stringify(sent[1]) + JSON.stringify({ sid: sidOf('FN', 5) }),
  )
  const texts = page.rows.map(({ sid, span, contextSpan }) => [
    sid,
    JSON.parse(decodeUtf8(page.bytes, span.start, span.end)),
    contextSpan && JSON.parse(decodeUtf8(page.bytes, contextSpan.start, contextSpan.end)),
  ])
  expect(texts).toEqual([
    [sidOf('FN', 4), sent[3], sent[3]?.context],
    [sidOf('FN', 2), sent[1], sent[1]?.context],
    [sidOf('FN', 5), { sid: sidOf('FN', 5) }, null],
  ])
})
