import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

/** Opens the first run of the survey and saves it. @returns the path of the file */
async function saveFirstRun(page: Page, isMasked: boolean): Promise<string> {
  const list = getListPage(page)
  await list.open(flowSids.survey, '?status=ended')
  await list.rows.first().getByRole('link').click()
  const { region, tree } = getPanel(page)
  await tree.waitFor()
  await region.getByRole('button', { name: 'Save run' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save run' })
  const mask = dialog.getByRole('checkbox', { name: /phone-A/ })
  await mask.setChecked(isMasked)
  await dialog.getByRole('checkbox', { name: /Context after each step/ }).check()
  await expectAccessibleInBoth(page)
  const saved = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const file = await saved
  await expect(dialog.getByText('Saved as')).toBeVisible()
  expect(file.suggestedFilename()).toMatch(
    isMasked ? /^run-FN.*-masked\.json$/ : /^run-FN[0-9a-f]{32}\.json$/,
  )
  return file.path()
}

test('a run is saved as a file, and opened again read-only without any request', async ({ page }) => {
  const path = await saveFirstRun(page, false)
  await page.goto('/')
  await page.getByRole('table', { name: 'Flows' }).waitFor()

  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a saved run' }).click()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await (await choosing).setFiles(path)
  const view = page.getByRole('dialog', { name: 'Saved run' })
  await expect(view.getByRole('note', { name: 'Saved run' })).toContainText('Saved run')
  await expect(view.getByRole('tree', { name: 'Context' })).toBeVisible()
  await expectAccessibleInBoth(page)
  await view.getByRole('tab', { name: 'Steps' }).click()
  const steps = view.getByRole('list', { name: 'Steps' })
  await steps.getByRole('button').first().click()
  await view.getByRole('button', { name: 'Context at this step' }).click()
  await expect(view.getByRole('tree', { name: 'Context at this step' })).toBeVisible()
  await view.getByRole('tab', { name: 'Story' }).click()
  await expect(view.getByRole('list', { name: 'What happened' })).toBeVisible()
  await view.getByRole('tab', { name: 'Details' }).click()
  await expect(view.getByText('contact_channel_address')).toBeVisible()
  await expect(page).toHaveURL(/\/$/)
  // Code is loaded from the server, and nothing is asked of Twilio for this run.
  expect(requests.filter((url) => /\/api\/.*\/(?:Engagements|Executions)/.test(url))).toEqual([])
  await page.keyboard.press('Escape')
  await expect(view).toBeHidden()
})

test('masked, a saved run names each number; it opens when dropped', async ({ page }) => {
  const text = await readFile(await saveFirstRun(page, true), 'utf8')
  expect(text).toContain('phone-A')
  expect(text).not.toMatch(/\+\d{9}/)
  await page.goto('/')
  await page.getByRole('button', { name: 'Open a saved run' }).waitFor()
  const drop = async (...contents: string[]) => {
    const dataTransfer = await page.evaluateHandle((texts) => {
      const transfer = new DataTransfer()
      for (const fileText of texts)
        transfer.items.add(new File([fileText], 'run.json', { type: 'application/json' }))
      return transfer
    }, contents)
    await page.getByRole('main').dispatchEvent('drop', { dataTransfer })
  }
  await drop('{"a":')
  await expect(page.getByRole('alert')).toContainText('isn’t JSON')
  await drop('{"format":"flowdesk-saved-run","version":1,"taken":5}')
  await expect(page.getByRole('alert')).toContainText('damaged')
  await drop(text, text)
  await expect(page.getByRole('alert')).toContainText('drop a single file')
  await drop(text)
  const view = page.getByRole('dialog', { name: 'Saved run' })
  await expect(view.getByRole('note', { name: 'Saved run' })).toContainText('personal data replaced')
  await expect(view.getByText('phone-A').first()).toBeVisible()
  await drop(text.replace(/\n"context":.*/, '\n"context":null}'))
  await expect(view.getByRole('alert')).toContainText('The saved file doesn’t have this')
})
