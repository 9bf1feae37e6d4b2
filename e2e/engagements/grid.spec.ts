import type { Locator, Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

test('a list of 100,000 engagements scrolls to its end without gaps', async ({ page, allowConsole }) => {
  test.slow()
  // The oldest run may pass its 30 days between the list and its steps.
  allowConsole(/404.*\/Steps/)
  const list = getListPage(page)
  await list.open(flowSids.parcels)
  await expect(list.grid).toHaveAttribute('aria-rowcount', '-1')
  await list.waitUntilLoaded()
  await expect(list.loadingStatus).toContainText(/^100,0\d\d engagements read/)
  await expect(list.grid).toHaveAttribute('aria-rowcount', /^100\d{3}$/)
  const last = Number(await list.grid.getAttribute('aria-rowcount'))

  await list.grid.focus()
  await page.keyboard.press('End')
  await expect(list.rows.last()).toHaveAttribute('aria-rowindex', String(last))
  await expect(list.rows.last().getByRole('link')).toBeInViewport()
  const count = (last - 1).toLocaleString('en-GB')
  await expect(page.getByText(new RegExp(`^Rows [\\d,]+–${count}$`))).toBeVisible()

  const blanks = await scrollRandomly(page)
  expect(blanks).toEqual([])

  await page.keyboard.press('Home')
  await expect(list.rows.first()).toHaveAttribute('aria-rowindex', '2')

  // The filter works on this many rows, and Back removes it.
  await list.status('Active').check()
  await expect(list.loadingStatus).toContainText(/[\d,]+ match/)
  await expect(list.rows.first()).toContainText('Active')
  await page.goBack()
  await expect(list.status('All')).toBeChecked()
})

/** Scrolls around in the grid for two seconds. Returns a line for each frame with missing rows. */
function scrollRandomly(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]')
    if (!grid) return ['no grid']
    const gaps: string[] = []
    for (let i = 0; i < 120; i++) {
      const isJump = i % 3 === 0
      grid.scrollTop = isJump ? Math.random() * grid.scrollHeight : grid.scrollTop + 700
      await new Promise(requestAnimationFrame)
      const { top, bottom } = grid.getBoundingClientRect()
      const filledRows = [...grid.querySelectorAll('[role=row]')].slice(1).filter((row) => {
        const box = row.getBoundingClientRect()
        return box.bottom > top + 32 && box.top < bottom && (row.textContent?.length ?? 0) > 10
      })
      const requiredRows = Math.floor((bottom - top - 32) / 32)
      if (filledRows.length < requiredRows)
        gaps.push(`frame ${i}: ${filledRows.length} of ${requiredRows} rows`)
    }
    return gaps
  })
}

test('the grid and the panel work by keyboard only', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await list.grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const sid = await getRowSid(list.rows.nth(2))
  await page.keyboard.press('Enter')
  const panel = getPanel(page)
  await expect(page.getByRole('region', { name: `Engagement ${sid}` })).toBeFocused()

  for (let i = 0; i < 20 && !(await isFocused(page, 'tree')); i++) await page.keyboard.press('Tab')
  await expect(panel.tree).toBeFocused()
  await expect(panel.item(/^flow, /)).toHaveAttribute('aria-selected', 'true')
  await expect(panel.item(/^flow, /)).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(panel.item(/^flow, /)).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowDown')
  await expect(panel.item(/^trigger, /)).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('Escape')
  await expect(panel.region).toBeHidden()
  await expect(list.grid).toBeFocused()
  // The focus is on the same row as before.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(await getRowSid(list.rows.nth(3))))
})

async function isFocused(page: Page, role: string): Promise<boolean> {
  return (await page.evaluate(() => document.activeElement?.getAttribute('role'))) === role
}

test('loading can be paused and resumed', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.parcels)
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await expect(page.getByRole('button', { name: 'Read on' })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Reading engagements' })).toBeHidden()
  await expect(list.loadingStatus).toContainText('more exist')
  await expect(list.status('All')).toHaveAccessibleName(/\+$/)
  await page.getByRole('button', { name: 'Read on' }).click()
  await expect(page.getByRole('progressbar', { name: 'Reading engagements' })).toBeVisible()
})

test('on a narrow screen the cell menu does not cover the link of the run', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 720 })
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  const link = list.rows.first().getByRole('link')
  await list.rows.first().getByRole('gridcell').nth(1).hover()
  await expect(page.getByRole('button', { name: 'Menu of Contact' })).toBeVisible()
  await link.hover()
  await expect(page.getByRole('button', { name: /^Menu of / })).toHaveCount(0)
  await link.click()
  await expect(page.getByRole('region', { name: /^Engagement FN/ })).toBeVisible()
})

test('with the cursor scrolled out of view, an arrow key goes on from the rows in view', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await list.grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await list.grid.evaluate((grid) => grid.scrollTo(0, 32_000))
  await expect(list.rows.first()).toHaveAttribute('aria-rowindex', '1002')
  await expect(list.grid).not.toHaveAttribute('aria-activedescendant')
  await page.keyboard.press('ArrowDown')
  await expect(await getActiveRow(list.grid)).toHaveAttribute('aria-rowindex', '1002')

  await list.grid.evaluate((grid) => grid.scrollTo(0, 0))
  await expect(list.rows.first()).toHaveAttribute('aria-rowindex', '2')
  const footer = await page.getByText(/^Rows 1–\d+$/).innerText()
  await page.keyboard.press('ArrowUp')
  await expect(await getActiveRow(list.grid)).toHaveAttribute(
    'aria-rowindex',
    String(Number(footer.split('–')[1]) + 1),
  )
})

async function getActiveRow(grid: Locator): Promise<Locator> {
  await expect(grid).toHaveAttribute('aria-activedescendant')
  return grid.page().locator(`[id="${await grid.getAttribute('aria-activedescendant')}"]`)
}
