import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { listOf } from './list.ts'
import { expect, expectAccessible, test } from './test.ts'

function histogramOf(page: Page) {
  const region = page.getByRole('region', { name: 'Histogram' })
  const chart = region.getByRole('img')
  /** A place on the chart, as a part of its width. */
  const at = async (part: number) => {
    const box = await chart.boundingBox()
    if (!box) throw new Error('The histogram is not on the screen.')
    return { x: box.x + box.width * part, y: box.y + 20 }
  }
  const point = async (part: number) => {
    const { x, y } = await at(part)
    await page.mouse.move(x, y, { steps: 3 })
  }
  return {
    region,
    chart,
    toggle: page.getByRole('button', { name: 'Histogram' }),
    slider: (name: 'From' | 'To') => region.getByRole('slider', { name }),
    point,
    press: async (part: number) => {
      await point(part)
      await page.mouse.down()
      await page.mouse.up()
    },
  }
}

const rangeButton = (page: Page) => page.getByRole('button', { name: /^Date range/ })

const boundsOf = (page: Page) => {
  const query = new URL(page.url()).searchParams
  return { from: query.get('from'), to: query.get('to') }
}

/** "12 active, 300 ended" as one number. */
function totalOf(text: string): number {
  const [, active = '', ended = ''] = /([\d,]+) active, ([\d,]+) ended/.exec(text) ?? []
  return Number(active.replaceAll(',', '')) + Number(ended.replaceAll(',', ''))
}

test('a drag over the bars narrows the list to what they counted, and the bars to the range', async ({
  page,
}) => {
  const list = listOf(page)
  const histogram = histogramOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  await expect(histogram.region).toContainText('6 h a bar')

  await histogram.point(0.4)
  await expect(histogram.region).toContainText(/[\d,]+ active, [\d,]+ ended/)
  await page.mouse.down()
  await histogram.point(0.6)
  const counted = totalOf((await histogram.region.textContent()) ?? '')
  expect(counted).toBeGreaterThan(100)
  expect(boundsOf(page)).toEqual({ from: null, to: null })
  await page.mouse.up()

  await expect(page).toHaveURL(/from=.+&to=/)
  await expect(list.reading).toContainText(`${counted.toLocaleString('en-GB')} match`)
  await expect(rangeButton(page)).toHaveText(/\d/)

  const wide = boundsOf(page)
  await histogram.press(0.5)
  await expect.poll(() => boundsOf(page)).not.toEqual(wide)
  const oneBar = boundsOf(page)
  expect(Date.parse(oneBar.to ?? '') - Date.parse(oneBar.from ?? '')).toBe(3_600_000)
  await histogram.region.getByRole('button', { name: 'Zoom out' }).click()
  await histogram.region.getByRole('button', { name: 'All times' }).click()
  await expect.poll(() => boundsOf(page)).toEqual({ from: null, to: null })
  await expect(list.reading).not.toContainText('match')
})

test('a double click, and Esc, lead back to all times', async ({ page }) => {
  const histogram = histogramOf(page)
  await listOf(page).open(flowSids.mainMenu)
  await histogram.press(0.5)
  await expect(page).toHaveURL(/from=/)
  await histogram.chart.dblclick()
  await expect(page).not.toHaveURL(/from=|to=/)

  await histogram.point(0.5)
  await page.mouse.down()
  await histogram.point(0.7)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page).not.toHaveURL(/from=|to=/)
})

test('two sliders choose a range by keyboard, and Enter asks for it', async ({ page }) => {
  const list = listOf(page)
  const histogram = histogramOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()

  await histogram.slider('From').focus()
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await expect(histogram.slider('To')).toBeFocused()
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft')
  await expect(histogram.slider('To')).toHaveAttribute('aria-valuetext', /\d+:\d+.*: [\d,]+ active/)
  await expect(histogram.region).toContainText('Enter applies')
  expect(boundsOf(page)).toEqual({ from: null, to: null })
  const counted = totalOf((await histogram.region.textContent()) ?? '')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=.+&to=/)
  await expect(list.reading).toContainText(`${counted.toLocaleString('en-GB')} match`)

  // Moved and given up: the range stays. Given up again: all times.
  const chosen = boundsOf(page)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Escape')
  expect(boundsOf(page)).toEqual(chosen)
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/from=|to=/)
})

test('what has not been read yet is told, never counted as none', async ({ page }) => {
  const list = listOf(page)
  const histogram = histogramOf(page)
  await list.open(flowSids.parcels)
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await page.getByRole('button', { name: 'Read on' }).waitFor()
  const legend = histogram.region.getByRole('list', { name: 'Legend' })
  await expect(legend).toContainText('not read yet')

  await page.goto(`${page.url()}?from=2026-01-01T00:00:00Z`)
  await page.getByRole('button', { name: 'Pause reading' }).click()
  await histogram.slider('From').focus()
  await expect(histogram.slider('From')).toHaveAttribute('aria-valuetext', /: not read yet$/)
})

test('folded away, it stays so in this browser', async ({ page }) => {
  const { toggle, region } = histogramOf(page)
  await listOf(page).open(flowSids.survey)
  await expect(toggle).toHaveAttribute('aria-expanded', 'true')
  await expect(region).toBeVisible()
  await toggle.click()
  await expect(region).toBeHidden()
  await page.reload()
  await expect(toggle).toHaveAttribute('aria-expanded', 'false')
  await expect(region).toBeHidden()
})

test('where the browser keeps nothing it can be folded all the same', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
  })
  const { toggle, region } = histogramOf(page)
  await listOf(page).open(flowSids.survey)
  await toggle.click()
  await expect(region).toBeHidden()
  await toggle.click()
  await expect(region).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('it is folded until it is wanted', async ({ page }) => {
    const { toggle, region } = histogramOf(page)
    await listOf(page).open(flowSids.survey)
    await expect(region).toBeHidden()
    await toggle.click()
    await expect(region).toBeVisible()
    await page.reload()
    await expect(region).toBeVisible()
  })
})

test('a named range becomes two times in the address', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await rangeButton(page).click()
  const dialog = page.getByRole('dialog', { name: 'Date range' })
  await dialog.getByRole('button', { name: 'Yesterday' }).click()
  await expect(dialog).toBeHidden()
  await expect(rangeButton(page)).toBeFocused()
  const { from, to } = boundsOf(page)
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000)
  await expect(list.reading).toContainText('match')

  await rangeButton(page).click()
  await dialog.getByRole('button', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/from=|to=/)
})

test('times are typed in the zone that is named, or in UTC', async ({ page }) => {
  await listOf(page).open(flowSids.mainMenu)
  await rangeButton(page).click()
  const dialog = page.getByRole('dialog', { name: 'Date range' })
  await expect(dialog).toContainText(/Times are in Europe\/Berlin \(UTC\+[12]\)/)
  await dialog.getByLabel('From').fill('2026-11-03T09:12')
  await dialog.getByLabel('To').fill('2026-11-02T09:12')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog.getByRole('alert')).toContainText('“To” is not after “From”')
  await expect(dialog.getByLabel('To')).toHaveAttribute('aria-invalid', 'true')
  expect(boundsOf(page)).toEqual({ from: null, to: null })

  await dialog.getByLabel('To').fill('2026-11-04T09:12')
  await expect(dialog.getByRole('alert')).toBeHidden()
  await page.keyboard.press('Enter')
  await expect
    .poll(() => boundsOf(page))
    .toEqual({ from: '2026-11-03T08:12:00Z', to: '2026-11-04T08:12:00Z' })
  await expect(rangeButton(page)).toContainText('3 Nov, 09:12 – 4 Nov, 09:12')

  await rangeButton(page).click()
  await dialog.getByRole('radio', { name: 'UTC' }).check()
  await expect(dialog.getByLabel('From')).toHaveValue('2026-11-03T08:12')
  await page.keyboard.press('Escape')
  await expect(rangeButton(page)).toContainText('3 Nov, 08:12 – 4 Nov, 08:12')
  await page.reload()
  await expect(rangeButton(page)).toContainText('3 Nov, 08:12')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('histogram and date range', async ({ page }) => {
      const { region, slider } = histogramOf(page)
      await listOf(page).open(flowSids.mainMenu)
      await region.getByRole('img').waitFor()
      await slider('From').focus()
      await page.keyboard.press('ArrowRight')
      await expectAccessible(page)
      await rangeButton(page).click()
      await page.getByRole('dialog', { name: 'Date range' }).waitFor()
      await expectAccessible(page)
    })
  })
}
