import { flowSids } from '#emulator/flows.ts'

import { findContextText, findOrderNumber } from '../support/api-helpers.ts'
import { getListPage, getPanel, getSearchBox, holdRequests, searchFor } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

test('a match is in view in a column of any width, however long it is', async ({ page }) => {
  const long = await findContextText(page, /"([A-Z][^"\\]{60,100})"/)
  const list = getListPage(page)
  for (const typed of [long, long.slice(-12)]) {
    await list.open(flowSids.orderStatus)
    await searchFor(page, `"${typed}"`)
    for (const width of [1280, 900, 640, 390, 320]) {
      await page.setViewportSize({ width, height: 720 })
      const marks = list.rows.getByRole('gridcell').locator('mark')
      await expect(marks.first()).toHaveText(typed)
      // The first letters at least, once the columns have followed the window.
      const minVisibleWidth = async () =>
        Math.min(
          ...(await marks.evaluateAll((found) =>
            found.map((mark) => {
              const cell = mark.closest('[role=gridcell]')?.getBoundingClientRect() ?? new DOMRect()
              const { left, right } = mark.getBoundingClientRect()
              return left < cell.left ? 0 : Math.min(right, cell.right) - left
            }),
          )),
        )
      await expect.poll(minVisibleWidth, `at ${width} px`).toBeGreaterThan(40)
    }
    await page.setViewportSize({ width: 1280, height: 720 })
  }
})

test('Enter and the down arrow lead from the box to the first result, as soon as it is there', async ({
  page,
}) => {
  const list = getListPage(page)
  const order = await findOrderNumber(page)
  await list.open(flowSids.orderStatus)
  const focusedRow = () =>
    list.grid.evaluate(
      (grid) =>
        document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.ariaRowIndex ?? null,
    )
  await getSearchBox(page).focus()
  await page.keyboard.type(order)
  // In one task with the last keys, before the search has begun: as fast as anybody types.
  await page.keyboard.press('Enter')
  await expect(list.grid).toBeFocused()
  await expect(list.rows.first().locator('mark').first()).toHaveText(order)
  await expect.poll(focusedRow).toBe('2')
  await page.keyboard.press('Enter')
  await expect(getPanel(page).region).toBeVisible()
  await page.keyboard.press('Escape')

  await getSearchBox(page).focus()
  await page.keyboard.press('ArrowDown')
  await expect(list.grid).toBeFocused()
  await expect.poll(focusedRow).toBe('2')

  // Without a result, or when typing goes on, the focus stays.
  await searchFor(page, 'contact:+14155550100000000')
  await expect(list.loadingStatus).toContainText('0 match')
  await expect(getSearchBox(page)).toBeFocused()
  await getSearchBox(page).fill('')
  await page.keyboard.press('Escape')
  await expect(page.getByText('A phone number, in any format')).toBeHidden()
  await expect(getSearchBox(page)).toBeFocused()
  // The keys of an input method lead nowhere.
  for (const ime of [{ isComposing: true }, { keyCode: 229 }])
    for (const key of ['Enter', 'ArrowDown', 'Escape'])
      await getSearchBox(page).dispatchEvent('keydown', { key, bubbles: true, cancelable: true, ...ime })
  await expect(getSearchBox(page)).toBeFocused()
})

/** Runs in the page. Records the list in each frame, and opens its first row while the rows are those of the previous search. */
function recordList() {
  const record = { clicked: '', frames: [] as { rows: number; busy: boolean; text: string }[] }
  const checkFrame = () => {
    const grid = document.querySelector('[role=grid]')
    const text = document.querySelector('main')?.textContent ?? ''
    const links = grid?.querySelectorAll<HTMLElement>('[role=gridcell] a') ?? []
    record.frames.push({ rows: links.length, busy: grid?.ariaBusy === 'true', text })
    const link = links[0]
    if (record.clicked === '' && link && text.includes('Rows of the previous search')) {
      record.clicked = link.ariaLabel ?? ''
      link.click()
    }
    requestAnimationFrame(checkFrame)
  }
  checkFrame()
  return record
}

test('while a new search has found nothing yet, the rows before stay, and open the run they show', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.orderStatus)
  await list.waitUntilLoaded()
  const record = await page.evaluateHandle(recordList)
  await searchFor(page, 'no such text')
  await expect(page.getByText('No runs match', { exact: true })).toBeVisible()
  const { clicked, frames } = await record.jsonValue()
  // Once the search has ended without a match, runs that start meanwhile are searched as well.
  const end = frames.findIndex(({ rows, busy }) => rows === 0 && !busy)
  const searching = frames.slice(0, end === -1 ? undefined : end)
  expect(searching.filter(({ rows, busy }) => rows === 0 && busy)).toEqual([])
  expect(
    frames.filter(({ rows, text }) => rows > 0 && /No runs match|No matches yet|[^\d,]0 match/.test(text)),
  ).toEqual([])
  const outdated = frames.filter(({ text }) => text.includes('Rows of the previous search'))
  expect(outdated).not.toEqual([])
  expect(outdated.filter(({ busy }) => !busy)).toEqual([])
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${clicked}`)
})

test('a box that is emptied and left at once does not filter', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const all = await list.grid.getAttribute('aria-rowcount')
  const contact = await list.rows.nth(2).getByRole('gridcell').nth(1).innerText()
  for (let round = 0; round < 8; round++) {
    await getSearchBox(page).fill(contact)
    await expect(list.grid).not.toHaveAttribute('aria-rowcount', all ?? '')
    await getSearchBox(page).evaluate(async (box: HTMLInputElement) => {
      box.select()
      document.execCommand('delete')
      // The box submits the empty text by itself, or because it is left.
      await new Promise((resolve) => setTimeout(resolve))
      box.blur()
    })
    await expect(list.grid).toHaveAttribute('aria-rowcount', all ?? '')
    // The address would get the typed text as the box is left.
    await expect(page).not.toHaveURL(/q=/)
  }
})

test('Enter does nothing once the reader goes on before the code of the search is here', async ({ page }) => {
  const list = getListPage(page)
  /** Enters a text in the flow's list, opened from the first page. @returns what lets the code through */
  const enter = async (text: string) => {
    const release = await holdRequests(page, /\/assets\/search-module-.*\.js$/)
    await page.goto('/')
    await page.getByRole('link', { name: 'Main menu (voice)', exact: true }).click()
    await list.rows.first().waitFor()
    await getSearchBox(page).fill(text)
    await getSearchBox(page).press('Enter')
    return release
  }
  const survey = new RegExp(flowSids.survey)

  let release = await enter('555')
  await list.status('All').focus()
  release()
  await expect(page).toHaveURL(/q=555/)
  await expect(list.grid).toHaveAttribute('aria-busy', 'false')
  await expect(list.status('All')).toBeFocused()

  release = await enter(flowSids.survey)
  await page.goBack()
  await expect(page.getByRole('table', { name: 'Flows' })).toBeVisible()
  release()
  // The search of all flows waits for the same code.
  await getSearchBox(page).fill('555')
  await getSearchBox(page).press('Enter')
  await expect(page.getByRole('region', { name: 'Main menu (voice)' })).toBeVisible()
  await expect(page).not.toHaveURL(survey)

  // Once, also if it is entered twice.
  release = await enter(flowSids.survey)
  await getSearchBox(page).press('Enter')
  release()
  await expect(page).toHaveURL(survey)
  await page.goBack()
  await expect(page).not.toHaveURL(survey)
})
