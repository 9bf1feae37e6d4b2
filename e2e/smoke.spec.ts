import { expect, test } from './support/test.ts'

test('the server serves the app', async ({ page }) => {
  const response = await page.goto('/')
  expect(response?.status()).toBe(200)
  expect(response?.headers()['content-type']).toContain('text/html')
  await expect(page).toHaveTitle(/\S/)
})

test('text becomes neither markup nor a worker of others', async ({ page, allowConsole }) => {
  allowConsole(/TrustedHTML|TrustedScriptURL|Trusted Type/)
  await page.goto('/')
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  const refused = await page.evaluate(() =>
    [
      () => (document.body.innerHTML = '<b>bold</b>'),
      () => new Worker('data:text/javascript,0'),
      () => new Worker('/api/session'),
    ].map((attempt) => {
      try {
        attempt()
        return 'allowed'
      } catch (error) {
        return error instanceof Error ? error.name : String(error)
      }
    }),
  )
  expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError'])
})

test('an unsupported browser shows a message, and the app does not start', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  // As in Safari 17.
  await page.addInitScript(() => Reflect.deleteProperty(URL, 'parse'))
  await page.goto('/')
  const alert = page.getByRole('alert')
  await expect(alert).toHaveText(/^This browser is too old for Flowdesk\. Use Chrome or Edge 130, /)
  await page.waitForLoadState('load')
  expect(requests).toContain('/')
  expect(requests.filter((path) => path.startsWith('/api/v1'))).toEqual([])
  // The Content-Security-Policy allows the message's inline style.
  expect(await alert.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(255, 255, 255)')
})
