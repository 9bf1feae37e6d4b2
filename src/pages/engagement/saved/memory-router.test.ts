import { QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { MemoryRouter as PageRouter, useHref } from 'react-router'
import { afterEach, expect, test } from 'vitest'

import { createQueryClient } from '#queries/query-client.ts'
import { sessionQuery } from '#session/session-query.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'

import { maskPref } from '#pages/prefs/mask-pref.ts'
import { MemoryRouter } from './memory-router.tsx'

afterEach(unmountAll)

test('links in a saved run are masked while the page is', async () => {
  const client = createQueryClient()
  client.setQueryDefaults(sessionQuery().queryKey, { enabled: false })
  const link = await renderHook(
    () => useHref("/?path=$['4155550199']"),
    null,
    (children) =>
      createElement(
        QueryClientProvider,
        { client },
        // oxlint-disable-next-line react/no-children-prop -- its type requires the prop
        createElement(PageRouter, null, createElement(MemoryRouter, { initialUrl: '/', children })),
      ),
  )
  expect(link.current).toContain('4155550199')
  await settle(() => maskPref.write(true))
  expect(decodeURIComponent(link.current)).toContain("path=$['41••••••99']")
  await settle(() => maskPref.write(false))
})
