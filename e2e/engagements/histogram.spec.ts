import type { Locator, Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { getListPage } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

function getHistogram(page: Page) {
  const region = page.getByRole('region', { name: 'Histogram' })
  const chart = region.getByRole('img')
  /** A point on the chart, by its share of the width. */
  const pointAt = async (fraction: number) => {
    const box = await chart.boundingBox()
    if (!box) throw new Error('The histogram is not displayed.')
    return { x: box.x + box.width * fraction, y: box.y + 20 }
  }
  const moveTo = async (fraction: number) => {
    const { x, y } = await pointAt(fraction)
    await page.mouse.move(x, y, { steps: 3 })
  }
  return {
    region,
    chart,
    toggle: page.getByRole('button', { name: 'Histogram' }),
    slider: (name: 'From' | 'To') => region.getByRole('slider', { name }),
    moveTo,
    clickAt: async (part: number) => {
      await moveTo(part)
      await page.mouse.down()
      await page.mouse.up()
    },
  }
}

const getDateRangeButton = (page: Page) => page.getByRole('button', { name: /^Date range/ })

const getRangeFromUrl = (page: Page) => {
  const query = new URL(page.url()).searchParams
  return { from: query.get('from'), to: query.get('to') }
}

/** "12 active, 300 ended" as one number. */
function parseTotal(text: string): number {
  const [, active = '', ended = ''] = /([\d,]+) active, ([\d,]+) ended/.exec(text) ?? []
  return Number(active.replaceAll(',', '')) + Number(ended.replaceAll(',', ''))
}

/** The number of runs in the selected range, once it stays the same: while a list is read, bars are counted every 0.3 s. */
async function readSelectedTotal(region: Locator): Promise<number> {
  let total = -1
  await expect
    .poll(
      async () => {
        const before = total
        total = parseTotal((await region.textContent()) ?? '')
        return total === before
      },
      { intervals: [500] },
    )
    .toBe(true)
  return total
}

test('dragging over bars filters the list to that range, with the count of those bars', async ({ page }) => {
  const list = getListPage(page)
  const histogram = getHistogram(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await expect(histogram.region).toContainText('6 h per bar')

  await histogram.moveTo(0.4)
  await expect(histogram.region).toContainText(/[\d,]+ active, [\d,]+ ended/)
  await page.mouse.down()
  await histogram.moveTo(0.6)
  const counted = await readSelectedTotal(histogram.region)
  expect(counted).toBeGreaterThan(100)
  expect(getRangeFromUrl(page)).toEqual({ from: null, to: null })
  await page.mouse.up()

  await expect(page).toHaveURL(/from=.+&to=/)
  await expect(list.loadingStatus).toContainText(`${counted.toLocaleString('en-GB')} match`)
  await expect(getDateRangeButton(page)).toHaveText(/\d/)

  const wide = getRangeFromUrl(page)
  await histogram.clickAt(0.5)
  await expect.poll(() => getRangeFromUrl(page)).not.toEqual(wide)
  const oneBar = getRangeFromUrl(page)
  expect(Date.parse(oneBar.to ?? '') - Date.parse(oneBar.from ?? '')).toBe(3_600_000)
  await histogram.region.getByRole('button', { name: 'Zoom out' }).click()
  await histogram.region.getByRole('button', { name: 'All times' }).click()
  await expect.poll(() => getRangeFromUrl(page)).toEqual({ from: null, to: null })
  await expect(list.loadingStatus).not.toContainText('match')
})

test('a double click or Esc clears the range', async ({ page }) => {
  const histogram = getHistogram(page)
  await getListPage(page).open(flowSids.mainMenu)
  // The first click brings the chips, which move the chart.
  await histogram.chart.dblclick()
  await expect(page).not.toHaveURL(/from=|to=/)
  await histogram.clickAt(0.5)
  await expect(page).toHaveURL(/from=/)
  await histogram.chart.dblclick()
  await expect(page).not.toHaveURL(/from=|to=/)

  await histogram.moveTo(0.5)
  await page.mouse.down()
  await histogram.moveTo(0.7)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page).not.toHaveURL(/from=|to=/)
})

test('two sliders select a range by keyboard, and Enter applies it', async ({ page }) => {
  const list = getListPage(page)
  const histogram = getHistogram(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()

  await histogram.slider('From').focus()
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await expect(histogram.slider('To')).toBeFocused()
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft')
  await expect(histogram.slider('To')).toHaveAttribute('aria-valuetext', /\d+:\d+.*: [\d,]+ active/)
  await expect(histogram.region).toContainText('Enter applies')
  expect(getRangeFromUrl(page)).toEqual({ from: null, to: null })
  const counted = await readSelectedTotal(histogram.region)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=.+&to=/)
  await expect(list.loadingStatus).toContainText(`${counted.toLocaleString('en-GB')} match`)

  // Esc after a move keeps the range. A second Esc clears it.
  const chosen = getRangeFromUrl(page)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Escape')
  expect(getRangeFromUrl(page)).toEqual(chosen)
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/from=|to=/)
})

test('times not loaded yet are marked and not shown as empty', async ({ page }) => {
  const list = getListPage(page)
  const histogram = getHistogram(page)
  await list.open(flowSids.parcels)
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await page.getByRole('button', { name: 'Read on' }).waitFor()
  const legend = histogram.region.getByRole('list', { name: 'Legend' })
  await expect(legend).toContainText('not loaded yet')

  await page.goto(`${page.url()}?from=2026-01-01T00:00:00Z`)
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await histogram.slider('From').focus()
  await expect(histogram.slider('From')).toHaveAttribute('aria-valuetext', /: not loaded yet$/)
})

test('published revisions are marked: in words, and by keyboard in the readout of their bar', async ({
  page,
}) => {
  const { region, slider } = getHistogram(page)
  await getListPage(page).open(flowSids.mainMenu)
  const marks = region.getByRole('list', { name: 'Revisions published' }).getByRole('listitem')
  await expect(marks.last()).toHaveText(/^Revision \d+ published \d+ \w+, \d\d:\d\d(: \S.*)?$/)
  expect(await marks.count()).toBeGreaterThan(2)
  await expect(region.getByRole('list', { name: 'Legend' })).toContainText('revision published')

  const text = await marks.last().textContent()
  const to = slider('To')
  await to.focus()
  await expect(async () => {
    await page.keyboard.press('ArrowLeft')
    expect(await to.getAttribute('aria-valuetext')).toContain(text)
  }).toPass({ intervals: [0] })
  await expect(region).toContainText(/ended · Revisions \d+(, \d+)+ published · Enter applies/)
})

test('the collapsed state is stored in this browser', async ({ page }) => {
  const { toggle, region } = getHistogram(page)
  await getListPage(page).open(flowSids.survey)
  await expect(toggle).toHaveAttribute('aria-expanded', 'true')
  await expect(region).toBeVisible()
  await toggle.click()
  await expect(region).toBeHidden()
  await page.reload()
  await expect(toggle).toHaveAttribute('aria-expanded', 'false')
  await expect(region).toBeHidden()
})

test('the histogram can be collapsed without browser storage', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
  })
  const { toggle, region } = getHistogram(page)
  await getListPage(page).open(flowSids.survey)
  await toggle.click()
  await expect(region).toBeHidden()
  await toggle.click()
  await expect(region).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('the histogram is collapsed by default', async ({ page }) => {
    const { toggle, region } = getHistogram(page)
    const revisions: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/Revisions')) revisions.push(request.url())
    })
    await getListPage(page).open(flowSids.survey)
    await expect(region).toBeHidden()
    expect(revisions).toEqual([])
    await toggle.click()
    await expect(region).toBeVisible()
    const marks = region.getByRole('list', { name: 'Revisions published' })
    await expect(marks.getByRole('listitem').first()).toBeVisible()
    expect(revisions).toHaveLength(1)
    await page.reload()
    await expect(region).toBeVisible()
  })
})

test('a preset range becomes two times in the URL @both-sources', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await getDateRangeButton(page).click()
  const dialog = page.getByRole('dialog', { name: 'Date range' })
  await dialog.getByRole('button', { name: 'Yesterday' }).click()
  await expect(dialog).toBeHidden()
  await expect(getDateRangeButton(page)).toBeFocused()
  const { from, to } = getRangeFromUrl(page)
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000)
  await expect(list.loadingStatus).toContainText('match')

  await getDateRangeButton(page).click()
  await dialog.getByRole('button', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/from=|to=/)
})

test('times are entered in the chosen time zone', async ({ page }) => {
  await getListPage(page).open(flowSids.mainMenu)
  await getDateRangeButton(page).click()
  const dialog = page.getByRole('dialog', { name: 'Date range' })
  await expect(dialog).toContainText(/Times are in Europe\/Berlin \(UTC\+[12]\)\./)
  await dialog.getByLabel('From').fill('2026-11-03T09:12')
  await dialog.getByLabel('To').fill('2026-11-02T09:12')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog.getByRole('alert')).toContainText('“To” is not after “From”')
  await expect(dialog.getByLabel('To')).toHaveAttribute('aria-invalid', 'true')
  expect(getRangeFromUrl(page)).toEqual({ from: null, to: null })

  await dialog.getByLabel('To').fill('2026-11-04T09:12')
  await expect(dialog.getByRole('alert')).toBeHidden()
  await page.keyboard.press('Enter')
  await expect
    .poll(() => getRangeFromUrl(page))
    .toEqual({ from: '2026-11-03T08:12:00Z', to: '2026-11-04T08:12:00Z' })
  await expect(getDateRangeButton(page)).toContainText('3 Nov, 09:12 – 4 Nov, 09:12')

  await getDateRangeButton(page).click()
  const zone = dialog.getByRole('combobox', { name: 'Time zone' })
  await zone.fill('utc')
  await zone.press('Enter')
  await expect(dialog).toContainText('Times are in UTC.')
  await expect(dialog.getByLabel('From')).toHaveValue('2026-11-03T08:12')
  await page.keyboard.press('Escape')
  await expect(getDateRangeButton(page)).toContainText('3 Nov, 08:12 – 4 Nov, 08:12')
  await page.reload()
  await expect(getDateRangeButton(page)).toContainText('3 Nov, 08:12')
})

test('axe finds no violation, light and dark: histogram and date range', async ({ page }) => {
  const { region, slider } = getHistogram(page)
  await getListPage(page).open(flowSids.mainMenu)
  await region.getByRole('img').waitFor()
  await slider('From').focus()
  await page.keyboard.press('ArrowRight')
  await expectAccessibleInBoth(page)
  await getDateRangeButton(page).click()
  await page.getByRole('dialog', { name: 'Date range' }).waitFor()
  await expectAccessibleInBoth(page)
})
