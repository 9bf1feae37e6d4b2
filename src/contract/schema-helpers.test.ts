import { expect, test } from 'vitest'

import { linkMap } from './schema-helpers.ts'

test('links are URLs by name; anything else is no link', () => {
  const links = { steps: 'https://studio.twilio.com/steps', context: null }
  expect(linkMap.parse(links)).toEqual(links)
  for (const wrong of [undefined, null, 'text', ['https://studio.twilio.com'], { steps: 1 }])
    expect(linkMap.parse(wrong)).toEqual({})
})
