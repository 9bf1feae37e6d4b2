import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { z } from 'zod'

import { flowSids } from '#emulator/flows.ts'

import { readClipboard } from '../support/clipboard.ts'
import { getPanel } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

const configSchema = z.object({ mcpServers: z.object({ flowdesk: z.object({ url: z.url() }) }) })

test('the settings’ mcp.json works as copied, and a tool’s link opens the run', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/')
  await page.getByRole('button', { name: 'Settings' }).click()
  const section = page.getByRole('region', { name: 'AI tools' })
  await expect(section).toContainText('/mcp')
  await expectAccessibleInBoth(page)
  await section.getByRole('button', { name: 'Copy mcp.json' }).click()
  const copied = () => readClipboard(page)
  await expect.poll(copied).toContain('mcpServers')
  const { url } = configSchema.parse(JSON.parse(await copied())).mcpServers.flowdesk

  const client = new Client({ name: 'journey', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  const { structuredContent } = await client.callTool({
    name: 'search_engagements',
    arguments: { flow_sid: flowSids.mainMenu, limit: 1 },
  })
  await client.close()
  const { link } = z.object({ runs: z.tuple([z.object({ link: z.url() })]) }).parse(structuredContent).runs[0]
  await page.goto(link)
  await expect(getPanel(page).tree.getByRole('treeitem', { name: /^flow, / })).toBeVisible()
})
