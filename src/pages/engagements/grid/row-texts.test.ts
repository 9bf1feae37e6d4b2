import { expect, test } from 'vitest'

import { columnNames, rowFormats } from './row-texts.ts'

const columns = ['Contact', 'Engagement']
const rows = [
  ['+1415', 'FN1'],
  ['a|b\n<i>', ''],
]

test('rows as tab-separated values, a Markdown table and JSON', () => {
  expect(rowFormats.TSV(columns, rows)).toBe('Contact\tEngagement\n+1415\tFN1\na|b <i>\t')
  expect(rowFormats.Markdown(columns, rows)).toBe(
    String.raw`| Contact | Engagement |
| --- | --- |
| +1415 | FN1 |
| a\|b \<i\> |  |`,
  )
  expect(JSON.parse(rowFormats.JSON(columns, rows))).toEqual([
    { Contact: '+1415', Engagement: 'FN1' },
    { Contact: 'a|b\n<i>', Engagement: '' },
  ])
})

test('what a spreadsheet would run as a formula is escaped in TSV, and is as it is elsewhere', () => {
  const note = [['=1+1'], ['-2'], ['+1••'], ['@x']]
  expect(rowFormats.TSV(['Note'], note)).toBe("Note\n'=1+1\n-2\n'+1••\n'@x")
  expect(rowFormats.JSON(['Note'], note)).not.toContain("'")
  expect(rowFormats.Markdown(['Note'], note)).not.toContain("'")
})

test('a key cannot end the header of a Markdown table', () => {
  expect(rowFormats.Markdown(["$['a|b']"], [['1']])).toBe(
    String.raw`| $\['a\|b'\] |
| --- |
| 1 |`,
  )
})

test('Markdown shows a character reference as it is', () => {
  expect(rowFormats.Markdown(['Note'], [['AT&amp;T & &#8203;']])).toContain(
    String.raw`| AT\&amp;T & \&\#8203; |`,
  )
})

test('times are named with their zone, and paths that end alike with the whole path', () => {
  const named = [
    { id: 'started', label: 'Started' },
    { id: '$.flow.channel.address', label: 'channel.address', hint: '$.flow.channel.address' },
    { id: '$.contact.channel.address', label: 'channel.address', hint: '$.contact.channel.address' },
    { id: '$.trigger.call.From', label: 'call.From', hint: '$.trigger.call.From' },
  ]
  expect(columnNames(named, 'Europe/Berlin')).toEqual([
    'Started (Europe/Berlin)',
    '$.flow.channel.address',
    '$.contact.channel.address',
    'call.From',
  ])
  const masked = [1, 2].map((i) => ({ id: `$.${i}`, label: '•', hint: '•' }))
  expect(columnNames(masked, 'Europe/Berlin')).toEqual(['•', '• (2)'])
})
