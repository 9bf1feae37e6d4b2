import { expect, test } from './test.ts'

test('the address of the server answers with the app', async ({ page }) => {
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  expect(answer?.headers()['content-type']).toContain('text/html')
  await expect(page).toHaveTitle(/\S/)
})
