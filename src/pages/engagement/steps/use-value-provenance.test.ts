import { QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { afterEach, expect, test } from 'vitest'

import { type ParsedText, parseText } from '#json/worker/parsed-text.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { renderHook, unmountAll } from '#testing/render-hook.ts'

import { useValueProvenance } from './use-value-provenance.ts'

afterEach(unmountAll)

const parseAll = (...texts: string[]) => Promise.all(texts.map((text) => parseText(text)))

function render(contexts: readonly (ParsedText | null)[]) {
  const client = createQueryClient()
  return renderHook(useValueProvenance, contexts, (children) =>
    createElement(QueryClientProvider, { client }, children),
  )
}

test('once all contexts are loaded, each value of the last one has the step that set it', async () => {
  const contexts = await parseAll('{"a":1,"b":1}', '{"a":2,"b":1}', '{"a":2,"b":1,"c":3}')
  const hook = await render([...contexts.slice(0, 2), null])
  expect(hook.current).toBeNull()
  await hook.rerender(contexts)
  // The object itself, a, b and c.
  expect(hook.current).toEqual(Uint16Array.of(2, 1, 0, 2))
  await hook.rerender(contexts.slice(0, 1))
  expect(hook.current).toEqual(Uint16Array.of(0, 0, 0))
})

test('without contexts, and when one is not JSON, nothing is known', async () => {
  const hook = await render([])
  expect(hook.current).toBeNull()
  await hook.rerender(await parseAll('{}', '{', '{}'))
  expect(hook.current).toBeNull()
})
