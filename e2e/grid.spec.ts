import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf, sidOfRow } from './list.ts'
import { expect, test } from './test.ts'

test('the far end of 100,000 engagements', async ({ page }) => {
  test.slow()
  const list = listOf(page)
  await list.open(flowSids.parcels)
  await expect(list.grid).toHaveAttribute('aria-rowcount', '-1')
  await list.readToTheEnd()
  await expect(list.reading).toContainText(/^100,0\d\d engagements read/)
  await expect(list.grid).toHaveAttribute('aria-rowcount', /^100\d{3}$/)
  const last = Number(await list.grid.getAttribute('aria-rowcount'))

  await list.grid.focus()
  await page.keyboard.press('End')
  await expect(list.rows.last()).toHaveAttribute('aria-rowindex', String(last))
  await expect(list.rows.last().getByRole('link')).toBeInViewport()

  const blanks = await scrollWildly(page)
  expect(blanks).toEqual([])

  await page.keyboard.press('Home')
  await expect(list.rows.first()).toHaveAttribute('aria-rowindex', '2')

  // Among so many, the filter answers at once and the way back keeps it.
  await list.status('Active').check()
  await expect(list.reading).toContainText(/[\d,]+ match/)
  await expect(list.rows.first()).toContainText('Active')
  await page.goBack()
  await expect(list.status('All')).toBeChecked()
})

/** Jumps about in the grid for two seconds and tells of each frame in which part of it had no row. */
function scrollWildly(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]')
    if (!grid) return ['no grid']
    const blanks: string[] = []
    for (let i = 0; i < 120; i++) {
      const far = i % 3 === 0
      grid.scrollTop = far ? Math.random() * grid.scrollHeight : grid.scrollTop + 700
      await new Promise(requestAnimationFrame)
      const { top, bottom } = grid.getBoundingClientRect()
      const full = [...grid.querySelectorAll('[role=row]')].slice(1).filter((row) => {
        const box = row.getBoundingClientRect()
        return box.bottom > top + 32 && box.top < bottom && (row.textContent?.length ?? 0) > 10
      })
      const needed = Math.floor((bottom - top - 32) / 32)
      if (full.length < needed) blanks.push(`frame ${i}: ${full.length} of ${needed} rows`)
    }
    return blanks
  })
}

test('the grid and the panel by keyboard alone', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  await list.grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const sid = await sidOfRow(list.rows.nth(2))
  await page.keyboard.press('Enter')
  const panel = panelOf(page)
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
  // The keyboard is where it was.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(await sidOfRow(list.rows.nth(3))))
})

async function isFocused(page: Page, role: string): Promise<boolean> {
  return (await page.evaluate(() => document.activeElement?.getAttribute('role'))) === role
}

test('reading can be paused and goes on', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.parcels)
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await expect(page.getByRole('button', { name: 'Read on' })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: 'Reading engagements' })).toBeHidden()
  await expect(list.reading).toContainText('more exist')
  await expect(list.status('All')).toHaveAccessibleName(/\+$/)
  await page.getByRole('button', { name: 'Read on' }).click()
  await expect(page.getByRole('progressbar', { name: 'Reading engagements' })).toBeVisible()
})

test('on a narrow screen the way into a run is not covered by the menu of its cell', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 720 })
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  const link = list.rows.first().getByRole('link')
  await list.rows.first().getByRole('gridcell').nth(1).hover()
  await expect(page.getByRole('button', { name: 'Menu of Contact' })).toBeVisible()
  await link.hover()
  await expect(page.getByRole('button', { name: /^Menu of / })).toHaveCount(0)
  await link.click()
  await expect(page.getByRole('region', { name: /^Engagement FN/ })).toBeVisible()
})
