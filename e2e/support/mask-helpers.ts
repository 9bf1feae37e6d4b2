import type { Locator, Page } from '@playwright/test'

import { type EngagementSid, parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { fetchNewestRuns } from './api-helpers.ts'
import { copyWith } from './clipboard.ts'
import { getPanel } from './page-objects.ts'
import { expect } from './test.ts'

/** Matches contexts with JSON in a string. */
const contextPattern = /"ask_order_number":\{"inbound".*"body":"\{/

type TestRun = { sid: EngagementSid; contact: string; national: string }

/** Two runs of “Order status” of North American contacts, whose national numbers have ten digits and are therefore easy to find. */
export async function findTwoRuns(page: Page): Promise<[TestRun, TestRun]> {
  const newest = await fetchNewestRuns(page, flowSids.orderStatus, 300)
  const runs = newest.flatMap(({ sid: text, status, contact_channel_address: contact, context }) => {
    const sid = parseSid('FN', text)
    if (sid === null || status !== 'ended' || !contact?.startsWith('+1')) return []
    return contextPattern.test(JSON.stringify(context)) ? [{ sid, contact, national: contact.slice(2) }] : []
  })
  const [one, ...others] = runs
  const other = others.find(({ contact }) => contact !== one?.contact)
  if (!one || !other) throw new Error('The newest 300 runs include no two such runs.')
  return [one, other]
}

/** A phone number as Twilio writes it. SIDs and times have no plus with this many digits. */
export const phoneNumberPattern = /\+\d{7}/

export const getMaskToggle = (page: Page) => page.getByRole('button', { name: 'Mask personal data' })

/** Lifts the mask for 15 minutes. */
export async function unmask(page: Page): Promise<void> {
  await getMaskToggle(page).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Show personal data' }).click()
}

/** The texts, attributes and fields of the page that match, its title, its address and all its links. */
export function findTexts(page: Page, pattern: RegExp): Promise<string[]> {
  return page.evaluate((wanted) => {
    const texts = [document.title, document.body.textContent, location.href]
    for (const element of document.querySelectorAll('*')) {
      for (const { value } of element.attributes) texts.push(value)
      if (element instanceof HTMLInputElement) texts.push(element.value)
    }
    return texts.flatMap((text) => [text, text.replaceAll('%2B', '+')]).filter((text) => wanted.test(text))
  }, pattern)
}

export async function expectMasked(page: Page, national: string, where: string): Promise<void> {
  const leaked = await findTexts(page, new RegExp(`${national}|${phoneNumberPattern.source}`))
  expect(leaked, where).toEqual([])
}

/**
 * Scrolls an element down by a share of its height, or up to its top with -Infinity, and waits until the rows there are
 * in the DOM. Returns whether it moved: at its end it does not.
 */
function scrollDown(scroller: Locator, share: number): Promise<boolean> {
  return scroller.evaluate(async (it, by) => {
    const before = it.scrollTop
    it.scrollTo({ top: Math.max(0, before + by * it.clientHeight), behavior: 'instant' })
    // The rows are rendered in the scroll event, which comes before the next frame.
    await new Promise(requestAnimationFrame)
    return it.scrollTop !== before
  }, share)
}

/** Checks an element screen by screen, from its top to its end: only rows in view are in the DOM. Returns the number of screens. */
export async function expectMaskedWhileScrolling(
  scroller: Locator,
  national: string,
  where: string,
): Promise<number> {
  await scrollDown(scroller, -Infinity)
  let screens = 0
  do await expectMasked(scroller.page(), national, `${where}, screen ${screens++}`)
  while (await scrollDown(scroller, 0.8))
  return screens
}

/** Scrolls a tree to a row by its name and clicks it. */
export async function scrollToAndSelect(tree: Locator, name: RegExp): Promise<void> {
  const row = tree.getByRole('treeitem', { name }).first()
  await scrollDown(tree, -Infinity)
  while (!(await row.isVisible()) && (await scrollDown(tree, 0.8)));
  await row.click()
}

/** Clicks every enabled copy button of the panel and checks the clipboard. Returns the number of clicks. */
export async function expectCopiesMasked(page: Page, national: string): Promise<number> {
  const buttons = getPanel(page).region.getByRole('button', { name: /^(?:Copy|Link to)/ })
  let clicks = 0
  for (const button of await buttons.all()) {
    if (await button.isDisabled()) continue
    clicks++
    const copied = await copyWith(button)
    expect(copied, `${await button.getAttribute('aria-label')}`).not.toContain(national)
    expect(copied).not.toMatch(phoneNumberPattern)
  }
  expect(clicks, 'enabled copy buttons').toBeGreaterThan(0)
  return clicks
}
