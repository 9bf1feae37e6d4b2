import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import { engagementsPageSchema } from '#contract/engagement.ts'
import { type EngagementSid, type FlowSid, parseSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults.ts'

import type { BenchRun } from '../bench-run.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { makePages } from '../pages.ts'
import { servePages } from '../serve.ts'
import { longest, openTab, type Tab } from '../tab.ts'

const flows = { deepNesting: faultSids.deepNesting, longText: faultSids.longText } as const
const shapes = ['deepNesting', 'longText'] as const
const names = { deepNesting: '10,000 levels deep', longText: 'one 5 MB string' } as const

/** What is done, in this order, and what is searched for. */
const acts = ['unfolded', 'gone through', 'searched', 'copied', 'shown as text', 'its details'] as const
const sought = { deepNesting: 'innermost', longText: 'last line of all' } as const

/** The longest task of the main thread while contexts of one odd shape are read. */
export async function oddContexts({ runs, withBrowser, attempt, say }: BenchRun): Promise<Line[]> {
  const { origin, stop } = await servePages(await makePages(1000))
  const tasks = { deepNesting: noTasks(), longText: noTasks() }
  try {
    for (const shape of shapes) {
      const sids = await runsOf(origin, flows[shape])
      for (let turn = 1; turn <= runs; turn++) {
        say(`A context, ${names[shape]}, round ${turn} of ${runs}`)
        await withBrowser(async (browser) => {
          const tab = await openTab(browser)
          // They take turns being a text, JSON, and all there is.
          const sid = sids[turn % sids.length] ?? sids[0]
          if (sid === undefined) throw new Error('The flow has no engagement.')
          await tab.page.goto(origin + paths.engagement(flows[shape], sid, defaultView))
          await tab.page.waitForSelector('[role=treeitem]')
          await tab.page.waitForTimeout(settling)
          for (const act of acts) {
            const task = await attempt(`a context, ${names[shape]}, ${act}`, () =>
              longestOf(tab, () => perform(tab.page, act, sought[shape])),
            )
            if (task !== null) tasks[shape][act].push(task)
          }
          await tab.close()
        })
      }
    }
  } finally {
    await stop()
  }
  return shapes.flatMap((shape) =>
    acts.map((act) =>
      lineOf(`a context, ${names[shape]}, ${act}, longest task`, 'ms', {
        take: 'highest',
        app: tasks[shape][act],
        bar: atMost(50),
      }),
    ),
  )
}

function noTasks(): Record<(typeof acts)[number], number[]> {
  return {
    unfolded: [],
    'gone through': [],
    searched: [],
    copied: [],
    'shown as text': [],
    'its details': [],
  }
}

/** By selectors: looking for roles would make long tasks of its own. */
async function perform(page: Page, act: (typeof acts)[number], text: string): Promise<void> {
  switch (act) {
    case 'unfolded':
      return page.click('button:has-text("Expand all")')
    case 'gone through':
      await page.focus('[role=tree]')
      for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown']) await page.keyboard.press(key)
      return
    case 'searched':
      await page.fill('[aria-label="Search context"]', text)
      await page.waitForSelector('search [role=status]:has-text("1 of 1")')
      return
    case 'copied':
      await page.click('[aria-label="Copy JSON"]')
      await page.waitForSelector('[aria-label="Copy JSON"] .lucide-check')
      return
    case 'shown as text':
      await page.click('button:has-text("Raw")')
      await page.waitForTimeout(500)
      return page.click('button:has-text("Raw")')
    case 'its details':
      return page.click('[role=tab]:has-text("Details")')
  }
}

/** Longer than any of these tasks takes. */
const settling = 1500

async function longestOf({ page, longTasks }: Tab, action: () => Promise<void>): Promise<number> {
  const start = Date.now()
  await action()
  await page.waitForTimeout(settling)
  return longest((await longTasks()).filter((task) => task.start >= start))
}

async function runsOf(origin: string, flow: FlowSid): Promise<EngagementSid[]> {
  const answer = await fetch(`${origin}/api/v1/Flows/${flow}/Engagements?PageSize=10`)
  const { engagements } = engagementsPageSchema.parse(await answer.json())
  return engagements.flatMap(({ sid }) => parseSid('FN', sid) ?? [])
}
