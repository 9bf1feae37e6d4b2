import { expect, test } from 'vitest'

import { linkMap, pageMetaSchema } from './schema-helpers.ts'

test('links are URLs by name; anything else is no link', () => {
  const links = { steps: 'https://studio.twilio.com/steps', context: null }
  expect(linkMap.parse(links)).toEqual(links)
  for (const wrong of [undefined, null, 'text', ['https://studio.twilio.com'], { steps: 1 }])
    expect(linkMap.parse(wrong)).toEqual({})
})

test('fields of a page’s meta that have the wrong type become null', () => {
  const meta = pageMetaSchema.parse({ key: 1, url: {}, next_page_url: false, page: '0', page_size: 1.5 })
  expect(new Set(Object.values(meta))).toEqual(new Set([null]))
})
