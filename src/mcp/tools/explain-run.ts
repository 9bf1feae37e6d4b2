import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import * as z from 'zod'

import { formatTime } from '#mcp/describe-run.ts'
import { explainedCondition, explainSplits, maxExplainedSplits } from '#mcp/explain-splits.ts'
import { readStory, sentenceText } from '#mcp/read-story.ts'
import { link, readOnly, requireRunList, requireSid, run, runArguments, time } from '#mcp/schemas.ts'
import { dashboardLink, maskedText, runTool, type ToolContext } from '#mcp/tool-context.ts'
import type { Sentence, Story } from '#story/build-story.ts'
import { errorCodeUrl, errorMeaning } from '#story/twilio-error-codes.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'

const step = z.object({
  step_sid: z.nullable(z.string()),
  time,
  widget: z.nullable(z.string()),
  widget_type: z.nullable(z.string()),
  text: z.string(),
  link,
})

const outputSchema = {
  run,
  outcome: z.nullable(z.string()).describe('Where it waits, or how it ended; null when that is not known'),
  outcome_kind: z
    .nullable(z.string())
    .describe(
      'waiting, limit, stopped, end (came to its end), or the failure: failed, no reply, not delivered, …',
    ),
  deciding_step: z.nullable(step).describe('The step that decided the outcome'),
  failures: z.array(step).describe('All steps that failed or got no reply, oldest first'),
  splits: z
    .array(
      step.extend({
        conditions: z
          .nullable(z.array(explainedCondition))
          .describe(`Null for all but the last ${maxExplainedSplits}, in subflows, and without a definition`),
      }),
    )
    .describe('All decisions, oldest first, by the flow as it is now: it may have changed since the run'),
  error_codes: z.array(
    z.object({
      code: z.string(),
      meaning: z.nullable(z.string()).describe('Null for a code that Flowdesk does not know; see the page'),
      page: z.string(),
    }),
  ),
}

export function registerExplainRun(server: McpServer, context: ToolContext): void {
  server.registerTool(
    'explain_run',
    {
      title: 'Explain a run',
      description:
        'Why a run ended as it did: outcome, the step that decided it, failures, decisions, Twilio’s error codes. Three requests to Twilio, and up to six for its splits.',
      inputSchema: z.strictObject(runArguments),
      outputSchema,
      annotations: readOnly,
    },
    ({ engagement_sid, ...list }, { signal }) =>
      runTool(async () => {
        const runList = requireRunList(list)
        const engagementSid = requireSid('FN', engagement_sid)
        const { run: found, story, steps } = await readStory(context, runList, engagementSid, signal)
        const conditions = await explainSplits(context, runList, engagementSid, steps, signal)
        const describe = (sentence: Sentence) => ({
          step_sid: sentence.sid,
          time: formatTime(sentence.timestamp),
          widget: maskedText(context, sentence.widget),
          widget_type: sentence.type,
          text: sentenceText(context, sentence.segments),
          link:
            sentence.sid &&
            dashboardLink(
              context,
              paths.engagement(runList, engagementSid, {
                ...defaultUrlState,
                tab: 'steps',
                step: sentence.sid,
              }),
            ),
        })
        const deciding = decidingSentence(story)
        return {
          run: found,
          outcome: story.ending && sentenceText(context, story.ending.segments),
          outcome_kind: story.ending?.kind ?? null,
          deciding_step: deciding && describe(deciding),
          failures: story.sentences.filter(({ failure }) => failure !== null).map(describe),
          splits: story.sentences
            .filter(({ type }) => type === 'split-based-on')
            .map((sentence) => ({
              ...describe(sentence),
              conditions: (sentence.sid && conditions?.get(sentence.sid)) ?? null,
            })),
          error_codes: errorCodes(story).map((code) => ({
            code,
            meaning: errorMeaning(code),
            page: errorCodeUrl(code),
          })),
        }
      }),
  )
}

/** The sentence that the outcome is about: the last failure of that kind, otherwise the last step. */
function decidingSentence({ sentences, ending }: Story): Sentence | null {
  const last = sentences.at(-1) ?? null
  return ending === null ? null : (sentences.findLast(({ failure }) => failure === ending.kind) ?? last)
}

/** All error codes of a story, each once. */
function errorCodes({ sentences }: Story): string[] {
  const codes = sentences.flatMap(({ segments }) =>
    segments.flatMap((segment) =>
      typeof segment === 'object' && 'errorCode' in segment ? [segment.errorCode] : [],
    ),
  )
  return [...new Set(codes)]
}
