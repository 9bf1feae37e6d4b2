import { defaultUrlState, paths } from '#urls/urls.ts'
import { flowSids } from '#emulator/flows.ts'

import { copyWith } from '../support/clipboard.ts'
import { expectMasked, findTexts, findTwoRuns, getMaskToggle, unmask } from '../support/mask-helpers.ts'
import { getListPage, getPanel } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

const flow = flowSids.orderStatus

test('a column and a place whose key is a number are masked in the address, and kept', async ({ page }) => {
  const number = '+14155550199'
  const key = `$.flow.variables['${number}']`
  const [{ sid }] = await findTwoRuns(page)
  const list = getListPage(page)
  const column = page.getByRole('columnheader', { name: '+1••••••••99' })
  await list.open(flow)
  await getMaskToggle(page).click()
  await page.goto(
    paths.engagement(flow, sid, {
      ...defaultUrlState,
      columns: [
        { id: 'contact', width: null },
        { id: key, width: 150 },
      ],
      path: ['flow', 'variables', number],
    }),
  )
  await expect(column).toBeVisible()
  await expect(page).toHaveURL(/cols=contact,\$\.flow\.variables.*%E2%80%A2.*:150&path=.*%E2%80%A2/)
  await expectMasked(page, number.slice(2), 'list and run')
  const link = await copyWith(getPanel(page).region.getByRole('button', { name: 'Copy link' }))
  expect(link).not.toContain(number.slice(2))
  await page.reload()
  await expect(column).toBeVisible()
  await expect(page.getByText('made while personal data was masked')).toHaveCount(0)
  await expectMasked(page, number.slice(2), 'reloaded')
  await unmask(page)
  await expect(page).toHaveURL(new RegExp(`cols=.*${number.slice(2)}.*path=.*${number.slice(2)}`))

  await page.goto('about:blank')
  await page.goto(link)
  await expect(
    page.getByText('finds no value: this link was made while personal data was masked.'),
  ).toBeVisible()
  await expect(getPanel(page).region).toContainText('The link was made while personal data was masked.')
  await expectAccessible(page)
})

test('a search for a number works while masked, and the number stands nowhere: box, address, title, links', async ({
  page,
}) => {
  const [{ contact, national }] = await findTwoRuns(page)
  const list = getListPage(page)
  await list.open(flow)
  await list.waitUntilLoaded()
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  // Typed before masking: the address has it, until the mask is on.
  await box.fill(contact)
  await list.waitUntilLoaded()
  await expect(list.loadingStatus).toContainText(/[1-9]\d* match/)
  await expect(page).toHaveURL(new RegExp(national))
  const matches = /\d+ match/.exec((await list.loadingStatus.textContent()) ?? '')?.[0] ?? ''
  await getMaskToggle(page).click()
  await expect(page).toHaveURL(/#q=%2B1(%E2%80%A2)+\d\d$/)
  await expect(box).toHaveValue(/^\+1•+\d\d$/)
  await expectMasked(page, national, 'masked after the search')

  // Typed while masked, key by key, with a mistake corrected in the middle of the bullets.
  await box.fill('')
  await box.pressSequentially(`${contact.slice(0, 9)}0${contact.slice(9)}`)
  for (let i = 9; i < contact.length; i++) await box.press('ArrowLeft')
  await box.press('Backspace')
  await box.press('Enter')
  await expect(list.loadingStatus).toContainText(matches)
  await expect(list.rows.first()).toContainText(`••${contact.slice(-2)}`)
  await expectMasked(page, national, 'searched while masked')

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Type a command or search' }).fill(contact)
  await page.getByRole('option').first().waitFor()
  await expectMasked(page, national, 'palette')
  await page.keyboard.press('Escape')

  // Part of a number, which the mask of customers' texts would not see.
  await box.fill(contact.slice(-7))
  await expect(list.loadingStatus).toContainText(/\d+ match/)
  expect(await findTexts(page, new RegExp(contact.slice(-7)))).toEqual([])

  await box.fill(`contact:=${contact}`)
  await expect(list.loadingStatus).toContainText(matches)
  await list.rows.first().getByRole('link').click()
  const { region, tab } = getPanel(page)
  await tab('Contact').click()
  await region.getByRole('link', { name: 'Show in the list' }).waitFor()
  await expectMasked(page, national, 'an opened run')
  const link = await copyWith(region.getByRole('button', { name: 'Copy link' }))
  expect(link).not.toContain(national)

  // Reloading and going back keep the search; switching the mask off writes it out again.
  await page.reload()
  await expect(list.loadingStatus).toContainText(matches)
  await expectMasked(page, national, 'reloaded')
  await page.goBack()
  await expect(list.loadingStatus).toContainText(matches)
  await unmask(page)
  await expect(box).toHaveValue(`contact:=${contact}`)
  await expect(page).toHaveURL(new RegExp(national))

  // A link that was copied while masked leaves the number out, and says so.
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByText('This link was made while personal data was masked.')).toBeVisible()
  await expect(list.loadingStatus).toContainText('0 match')
})
