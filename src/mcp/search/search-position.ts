import * as z from 'zod'

import { maxPageSize, type PageCursor } from '#contract/page.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { ToolInputError } from '#mcp/tool-context.ts'

/** How far a search has come: what its cursor holds. */
export type SearchPosition = {
  /** The page to search next; null for the first one. */
  page: PageCursor | null
  /** The runs in its pages. A token goes with one size; null for the first page, whose size depends on what is asked. */
  pageSize: number | null
  /** The last run already returned from that page; null when none was. */
  after: ReturnedRun | null
  /** Engagements in the pages searched before it. */
  read: number
  /** Of these, those whose context the list did not send. */
  missing: number
}

/** A run of a page: its SID and, for one without, its index among all runs of the page. */
export type ReturnedRun = { sid: string | null; index: number }

export const firstPosition: SearchPosition = { page: null, pageSize: null, after: null, read: 0, missing: 0 }

/** In characters. Twilio's page tokens are shorter than 1,000. */
export const maxCursorLength = 4000

const cursorSchema = z.object({
  search: z.string(),
  page: z.nullable(z.object({ page: z.nullable(z.string()), token: z.string() })),
  pageSize: z.nullable(z.int().min(1).max(maxPageSize)),
  after: z.nullable(z.object({ sid: z.nullable(z.string()), index: z.int().nonnegative() })),
  read: z.int().nonnegative(),
  missing: z.int().nonnegative(),
})

/** What a cursor is for: another flow, source or text needs a cursor of its own. */
export type SearchedFor = { runList: RunList; query: string }

/** The cursor as text. It holds page tokens and SIDs, and nothing of the query but a hash. */
export async function formatCursor(search: SearchedFor, position: SearchPosition): Promise<string> {
  const json = JSON.stringify({ search: await hashOf(search), ...position })
  return Buffer.from(json).toString('base64url')
}

/** The position in a cursor; throws a `ToolInputError` for one that is broken or belongs to another search. */
export async function parseCursor(search: SearchedFor, cursor: string): Promise<SearchPosition> {
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success)
    throw new ToolInputError('This is not a cursor. Pass next_cursor of the last answer unchanged, or none.')
  const { search: hash, ...position } = parsed.data
  if (hash !== (await hashOf(search)))
    throw new ToolInputError(
      'This cursor belongs to another flow, source or query. Start that search without a cursor.',
    )
  return position
}

async function hashOf({ runList, query }: SearchedFor): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${runList}\n${query}`))
  return Buffer.from(digest).toString('base64url').slice(0, 22)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * Where the runs begin that are not returned yet: 0 if the last one returned is no longer in the page.
 * @param rows all runs of the page: the last one returned may have changed, and not match any more
 */
export function startAfter(
  rows: readonly { sid: EngagementSid | null }[],
  after: ReturnedRun | null,
): number {
  if (after === null) return 0
  return after.sid === null ? after.index + 1 : rows.findIndex(({ sid }) => sid === after.sid) + 1
}
