import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import * as z from 'zod'

import { maxPageSize } from '#contract/page.ts'
import { describeRun, formatTime } from '#mcp/describe-run.ts'
import { readOnly, requireRunList, run, runListArguments, time } from '#mcp/schemas.ts'
import { maxPagesPerCall, searchList } from '#mcp/search/search-list.ts'
import { searchNotes, toListQuery } from '#mcp/search/search-notes.ts'
import { firstPosition, formatCursor, maxCursorLength, parseCursor } from '#mcp/search/search-position.ts'
import { dashboardLink, maskedPath, maskedText, runTool, type ToolContext } from '#mcp/tool-context.ts'
import { parseQuery, type SearchNote } from '#search/interpret/parse-search.ts'
import { maxSearchLength } from '#search/syntax/query-syntax.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'

const inputSchema = {
  ...runListArguments,
  query: z
    .string()
    .max(maxSearchLength)
    .default('')
    .describe(
      'What to find; all words must match. A phone number in any spelling, a text in the context, "an exact phrase", -excluded, ' +
        'status:active|ended, channel:phone,whatsapp,…, after:2026-11-03, before:2026-11-04T09:00Z, duration:60..300, ' +
        'contact:…, flow.variables.lang:es (a value at a path), path:=exact, path:* (any value), passed:widget_name (the context has a value of this widget). ' +
        'Not here: passed:widget>next_widget and ended:widget_name, which need the steps of runs. Empty: the newest runs.',
    ),
  limit: z.int().min(1).max(100).default(20).describe('At most this many runs'),
  cursor: z
    .string()
    .max(maxCursorLength)
    .optional()
    .describe('next_cursor of the last answer, to go on with the same flow, source and query'),
}

const outputSchema = {
  runs: z.array(
    run.extend({
      match: z
        .nullable(z.object({ path: z.string().describe('JSONPath in the context'), excerpt: z.string() }))
        .describe('Where the context matched; null when something else did'),
    }),
  ),
  horizon: z
    .object({
      read: z.number().describe('Engagements read by this search so far, newest first'),
      back_to: time,
      is_complete: z.boolean().describe('Whether the whole list was read. If not, older runs may match too'),
      without_context: z
        .number()
        .describe('Engagements whose context Twilio’s list did not send: not searched'),
    })
    .describe('What was read. Say so when you report that nothing was found'),
  next_cursor: z
    .nullable(z.string())
    .describe('Pass it to go on; null when all was read and returned, or Twilio sends no further pages'),
  understood_as: z.array(z.string()).describe('How each word of the query was understood'),
  not_understood: z
    .array(z.string())
    .describe('Words that filter nothing or cannot be checked here, and why'),
  link: z.nullable(z.string()).describe('The same list in the dashboard'),
}

export function registerSearchEngagements(server: McpServer, context: ToolContext): void {
  server.registerTool(
    'search_engagements',
    {
      title: 'Search engagements',
      description:
        `Finds runs of one flow, newest first. Reads at most ${maxPagesPerCall} pages of ${maxPageSize.toLocaleString('en')} engagements a call, ` +
        'and returns a cursor to go on. horizon says how far back it has read.',
      inputSchema: z.strictObject(inputSchema),
      outputSchema,
      annotations: readOnly,
    },
    ({ query: text, limit, cursor, ...list }, { signal }) =>
      runTool(async () => {
        const runList = requireRunList(list)
        const searchedFor = { runList, query: text }
        const listQuery = toListQuery(text)
        const { understood, notUnderstood } = searchNotes(text)
        const found = await searchList(context.client, {
          runList,
          query: parseQuery(listQuery),
          limit,
          position: cursor === undefined ? firstPosition : await parseCursor(searchedFor, cursor),
          signal,
        })
        const describeNote = ({ typed, sentence }: SearchNote) => maskedText(context, `${typed}: ${sentence}`)
        return {
          runs: found.rows.map((row) => ({
            ...describeRun(context, runList, row),
            match: row.match && {
              path: maskedPath(context, row.match.path),
              excerpt: maskedText(context, row.match.text),
            },
          })),
          horizon: {
            read: found.read,
            back_to: formatTime(found.oldestStartMs),
            is_complete: found.isComplete,
            without_context: found.missingContexts,
          },
          next_cursor: found.next && (await formatCursor(searchedFor, found.next)),
          understood_as: understood.map(describeNote),
          not_understood: notUnderstood.map(describeNote),
          link: dashboardLink(context, paths.engagements(runList, { ...defaultUrlState, listQuery })),
        }
      }),
  )
}
