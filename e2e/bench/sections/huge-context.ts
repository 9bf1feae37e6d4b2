import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import { engagementsPageSchema } from '#contract/engagement.ts'
import { parseSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults.ts'

import type { BenchRun } from '../bench-run.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { makePages } from '../pages.ts'
import { servePages } from '../serve.ts'
import { longest, openTab, type Tab } from '../tab.ts'

/** How the longest task of the main thread is called that something took. */
const acts = ['opened', 'unfolded', 'folded', 'searched'] as const

/** A context of 20 MB and 100,000 values, and what people do with it. */
export async function hugeContext({ runs, withBrowser, attempt, say }: BenchRun): Promise<Line[]> {
  const { origin, stop } = await servePages(await makePages(1000))
  const tasks: Record<(typeof acts)[number], number[]> = {
    opened: [],
    unfolded: [],
    folded: [],
    searched: [],
  }
  try {
    const address = origin + (await addressOfOne(origin))
    for (let turn = 1; turn <= runs; turn++) {
      say(`A context of 20 MB, round ${turn} of ${runs}`)
      await withBrowser(async (browser) => {
        const tab = await openTab(browser)
        for (const act of acts) {
          const task = await attempt(`a context of 20 MB, ${act}`, () =>
            longestOf(tab, () => perform(tab.page, act, address)),
          )
          if (task !== null) tasks[act].push(task)
        }
        await tab.close()
      })
    }
  } finally {
    await stop()
  }
  return acts.map((act) =>
    lineOf(`a context of 20 MB ${act}, longest task`, 'ms', {
      take: 'highest',
      app: tasks[act],
      bar: atMost(50),
    }),
  )
}

async function perform(page: Page, act: (typeof acts)[number], address: string): Promise<void> {
  const tree = page.getByRole('tree', { name: 'Context' })
  switch (act) {
    case 'opened':
      await page.goto(address)
      return tree.getByRole('treeitem', { name: /^widgets/ }).waitFor()
    case 'unfolded':
      return page.getByRole('button', { name: 'Expand all' }).click()
    case 'folded':
      return page.getByRole('button', { name: 'Collapse all' }).click()
    case 'searched':
      return page.getByRole('searchbox', { name: 'Search context' }).fill('SKU-1', { timeout: 5000 })
  }
}

/** Longer than any of these tasks takes. */
const settling = 3000

async function longestOf({ page, longTasks }: Tab, action: () => Promise<void>): Promise<number> {
  const start = Date.now()
  await action()
  await page.waitForTimeout(settling)
  return longest((await longTasks()).filter((task) => task.start >= start))
}

async function addressOfOne(origin: string): Promise<string> {
  const flow = faultSids.hugeContext
  const answer = await fetch(`${origin}/api/v1/Flows/${flow}/Engagements?PageSize=10`)
  const { engagements } = engagementsPageSchema.parse(await answer.json())
  const sid = parseSid('FN', engagements.at(-1)?.sid)
  if (sid === null) throw new Error('The flow of huge contexts has no engagement.')
  return paths.engagement(flow, sid, defaultView)
}
