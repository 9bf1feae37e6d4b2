import { createElement } from 'react'
import { MemoryRouter, parsePath, useLocation, useNavigate } from 'react-router'
import { afterEach, expect, test } from 'vitest'

import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'

import { useLinkProblems } from './use-link-problems.ts'

afterEach(unmountAll)

/** @param rewritten the page's own link by the time the hook is first called */
async function renderLinkProblems(link: string, rewritten = link) {
  const opened = parsePath(link)
  const hook = await renderHook(
    () => {
      const location = useLocation()
      return { ...useLinkProblems('engagements', { ...location, ...opened }), navigate: useNavigate() }
    },
    null,
    (children) => createElement(MemoryRouter, { initialEntries: [rewritten] }, children),
  )
  return {
    params: () => hook.current.problems.map(({ param }) => param),
    navigate: (to: string) => settle(() => void hook.current.navigate(to)),
    dismiss: () => settle(hook.current.dismiss),
  }
}

test('a problem stays in links that the page writes, until its parameter changes', async () => {
  const link = await renderLinkProblems('/list?status=paused&sort=sid')
  expect(link.params()).toEqual(['status', 'sort'])
  await link.navigate('/list/run')
  expect(link.params()).toEqual(['status', 'sort'])
  await link.navigate('/list?status=active')
  expect(link.params()).toEqual(['sort'])
  await link.navigate('/list?status=active&sort=updated')
  expect(link.params()).toEqual([])
})

test('a problem of the opened link is said also where the page has written the link anew before', async () => {
  const link = await renderLinkProblems('/list?cols=contact,bogus&status=paused', '/list?cols=contact')
  expect(link.params()).toEqual(['cols', 'status'])
  await link.navigate('/list?cols=status')
  expect(link.params()).toEqual(['status'])
})

test('a problem of one run is not said of another', async () => {
  const link = await renderLinkProblems('/list/run1?step=FT1&from=soon')
  expect(link.params()).toEqual(['from', 'step'])
  await link.navigate('/list/run2')
  expect(link.params()).toEqual(['from'])
})

test('dismissed problems come back with their link only', async () => {
  const link = await renderLinkProblems('/list?status=paused')
  await link.dismiss()
  expect(link.params()).toEqual([])
  await link.navigate('/list')
  expect(link.params()).toEqual([])
  await link.navigate('/list?status=paused')
  expect(link.params()).toEqual(['status'])
})

test('a masked key is said once, and only while the link has it', async () => {
  const link = await renderLinkProblems("/list/run1?cols=contact,$['41••••••99']")
  expect(link.params()).toEqual(['cols'])
  await link.navigate('/list/run2?cols=contact')
  expect(link.params()).toEqual([])
})
