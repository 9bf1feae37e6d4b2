import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import * as z from 'zod'

import { tryParse } from '#json/embedded/embedded-json.ts'
import {
  childrenOf,
  findChild,
  isContainer,
  keyOf,
  kindOf,
  nodeText,
  type JsonDocument,
} from '#json/parse/document.ts'
import { formatJsonPath, parseJsonPath, type JsonPath } from '#json/path/json-path.ts'
import { link, readOnly, requireRunList, requireSid, runArguments, stepSidArgument } from '#mcp/schemas.ts'
import {
  brokenContext,
  dashboardLink,
  maskedJson,
  maskedPath,
  maskedText,
  runTool,
  ToolInputError,
  type ToolContext,
} from '#mcp/tool-context.ts'
import { maskChar } from '#privacy/mask-digits.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'

const maxMembersListed = 200

const inputSchema = {
  ...runArguments,
  step_sid: stepSidArgument
    .optional()
    .describe('The context after this step. Without it: the run’s current context'),
  path: z
    .string()
    .max(1000)
    .default('$')
    .describe(
      "JSONPath to one value: $.widgets.ask.inbound.Body, $.items[0]['my name']. $ is the whole context",
    ),
  max_chars: z.int().min(100).max(100_000).default(20_000).describe('At most this many characters of JSON'),
}

const outputSchema = {
  path: z.string(),
  kind: z.string().describe('object, array, string, number, true, false or null'),
  json: z
    .string()
    .describe('The value as Twilio sent it, masked unless the mask is off; cut where is_cut is true'),
  is_cut: z.boolean(),
  total_chars: z.number(),
  members: z
    .array(z.object({ path: z.string(), kind: z.string(), chars: z.number() }))
    .describe(`When cut: what the value holds, with sizes, to ask for less (at most ${maxMembersListed})`),
  link,
}

export function registerGetContext(server: McpServer, context: ToolContext): void {
  server.registerTool(
    'get_context',
    {
      title: 'Get a context',
      description:
        'What a run knew: the JSON context of the run or of one step, whole or one value of it. One request to Twilio.',
      inputSchema: z.strictObject(inputSchema),
      outputSchema,
      annotations: readOnly,
    },
    ({ engagement_sid, step_sid, path: pathText, max_chars, ...list }, { signal }) =>
      runTool(async () => {
        const runList = requireRunList(list)
        const engagementSid = requireSid('FN', engagement_sid)
        const stepSid = step_sid === undefined ? null : requireSid('FT', step_sid)
        const path = parseJsonPath(pathText)
        if (path === null)
          throw new ToolInputError(
            'This is not a JSONPath to one value. Write it like $.widgets.ask.inbound.Body.',
          )
        const text = await (stepSid === null
          ? context.client.context(runList, engagementSid, signal)
          : context.client.stepContext(runList, engagementSid, stepSid, signal))
        const doc = tryParse(text)
        if (doc === null) throw new ToolInputError(brokenContext)
        const { node, known } = findNode(context, doc, path)
        const json = maskedJson(context, nodeText(doc, node))
        const isCut = json.length > max_chars
        return {
          path: formatJsonPath(path),
          kind: kindOf(doc, node),
          json: json.slice(0, max_chars),
          is_cut: isCut,
          total_chars: json.length,
          members: isCut ? listMembers(context, doc, node, path) : [],
          link: dashboardLink(
            context,
            paths.engagement(runList, engagementSid, {
              ...defaultUrlState,
              path: known.length === 0 ? null : known,
              ...(stepSid && { tab: 'steps', step: stepSid }),
            }),
          ),
        }
      }),
  )
}

/**
 * The node at a path; of duplicate keys, the last counts. Throws a `ToolInputError` where there is none.
 * @returns also the path to its first masked key, which the dashboard could not open
 */
function findNode(
  context: ToolContext,
  doc: JsonDocument,
  path: JsonPath,
): { node: number; known: JsonPath } {
  let node = 0
  let known = path
  for (const [depth, step] of path.entries()) {
    let next = findChild(doc, node, step)
    if (next === undefined) {
      next = findMasked(context, doc, node, step)
      known = known.slice(0, depth)
    }
    if (next === undefined)
      throw new ToolInputError(
        `The context has no value at this path: ${formatJsonPath(path.slice(0, depth))} is there, the next step is not. Ask for that path to see what it holds.`,
      )
    node = next
  }
  return { node, known }
}

/** The child whose masked key this is. Throws a `ToolInputError` where it is that of several. */
function findMasked(
  context: ToolContext,
  doc: JsonDocument,
  node: number,
  step: JsonPath[number],
): number | undefined {
  if (typeof step !== 'string' || !step.includes(maskChar) || !isContainer(doc, node)) return undefined
  const [found, second] = Array.from(childrenOf(doc, node)).filter(
    (child) => maskedText(context, keyOf(doc, child)) === step,
  )
  if (second === undefined) return found
  throw new ToolInputError(
    `Several keys look like ${step} while personal data is masked. Ask for the value that holds them.`,
  )
}

function listMembers(context: ToolContext, doc: JsonDocument, node: number, path: JsonPath) {
  if (!isContainer(doc, node)) return []
  return Array.from(childrenOf(doc, node))
    .slice(0, maxMembersListed)
    .map((child, index) => ({
      path: maskedPath(context, [...path, keyOf(doc, child) ?? index]),
      kind: kindOf(doc, child),
      chars: nodeText(doc, child).length,
    }))
}
