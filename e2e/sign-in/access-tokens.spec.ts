import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Page } from '@playwright/test'
import { z } from 'zod'

import { flowSids } from '#emulator/flows.ts'

import { getAuthControls, startPasswordServer, testWithServer } from '../support/auth-helpers.ts'
import { getPanel } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth } from '../support/test.ts'

const test = testWithServer(startPasswordServer)

/** The `mcp.json` of one HTTP server with a token. */
const configSchema = z.object({
  mcpServers: z.object({
    flowdesk: z.object({ url: z.url(), headers: z.object({ Authorization: z.string() }) }),
  }),
})

/** An AI tool that is configured with a text from the clipboard. */
async function connect(config: string): Promise<Client> {
  const { url, headers } = configSchema.parse(JSON.parse(config)).mcpServers.flowdesk
  const client = new Client({ name: 'journey', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }))
  return client
}

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('keyboard only: an access token is made, copied, used by an AI tool and revoked', async ({ page }) => {
  await page.goto('/')
  await getAuthControls(page).signIn()
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await page.getByRole('button', { name: 'Settings' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Access tokens' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Access tokens' })
  await expect(dialog).toContainText('This server signs tokens and stores none')
  await expect(dialog).toContainText('Everybody with the shared password')
  await expect(dialog.getByRole('checkbox', { name: 'Show personal data' })).toBeDisabled()

  await dialog.getByRole('textbox', { name: 'Name' }).focus()
  await page.keyboard.type('Editor')
  await page.keyboard.press('Enter')
  const created = dialog.getByRole('region', { name: /“Editor” was made/ })
  await expect(created).toBeFocused()
  await expect(created.getByRole('textbox', { name: 'Token' })).toHaveValue(/^flowdesk_/)
  const items = dialog.getByRole('list', { name: 'Access tokens' }).getByRole('listitem')
  await expect(items).toHaveText([/^Editor.*Masked · ends/])
  await expectAccessibleInBoth(page)
  await created.getByRole('button', { name: 'Copy mcp.json' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => copied(page)).toContain('mcpServers')
  const config = await copied(page)

  const client = await connect(config)
  const { structuredContent } = await client.callTool({
    name: 'search_engagements',
    arguments: { flow_sid: flowSids.mainMenu, limit: 1, source: 'executions' },
  })
  await client.close()
  const { link } = z.object({ runs: z.tuple([z.object({ link: z.url() })]) }).parse(structuredContent).runs[0]
  expect(link).toContain('/executions/')

  await dialog.getByRole('button', { name: 'Revoke Editor' }).focus()
  await page.keyboard.press('Enter')
  await expect(items).toHaveCount(0)
  await expect(created).toBeHidden()
  await expect(connect(config)).rejects.toThrow(/401|revoked/)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused()

  await page.goto(link)
  await expect(getPanel(page).tree.getByRole('treeitem', { name: /^flow, / })).toBeVisible()
})
