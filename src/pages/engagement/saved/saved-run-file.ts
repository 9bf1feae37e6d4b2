import * as z from 'zod/mini'

import { stepSchema } from '#contract/resources.ts'
import { runSources } from '#contract/run-source.ts'
import { isSid, type EngagementSid, type FlowSid, type StepSid } from '#contract/sid.ts'
import { maskJson } from '#privacy/mask.ts'

const format = 'flowdesk-saved-run'
const version = 1

/** Max bytes of a file, to save and to open: a context of 20 MB with some steps. */
export const maxFileBytes = 64 * 1024 * 1024
const maxSteps = 2000
const maxFields = 200

const shortText = z.string().check(z.maxLength(2000))

const savedRunSchema = z.object({
  format: z.literal(format),
  version: z.literal(version),
  /** When the run was saved, RFC 3339. */
  taken: shortText.check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  /** What wrote the file. */
  by: shortText,
  /** Whether personal data was replaced. */
  masked: z.boolean(),
  flow: z.object({ sid: z.custom<FlowSid>((value) => isSid('FW', value)), name: z.nullable(shortText) }),
  source: z.enum(runSources),
  engagementSid: z.custom<EngagementSid>((value) => isSid('FN', value)),
  /** The story as Markdown, for people who read the file. It is written anew from the steps when the file is opened. */
  story: z.string(),
  /** The engagement's fields as JSON texts, as Twilio sent them. */
  details: z.array(z.object({ key: shortText, text: z.nullable(z.string()) })).check(z.maxLength(maxFields)),
  steps: z.array(stepSchema).check(z.maxLength(maxSteps)),
  /** The contexts after steps, as the JSON texts that Twilio sent. */
  stepContexts: z
    .array(z.object({ step: z.custom<StepSid>((value) => isSid('FT', value)), context: z.string() }))
    .check(z.maxLength(maxSteps)),
  /** The run's context, as the JSON text that Twilio sent; null if it could not be loaded. */
  context: z.nullable(z.string()),
})

/** One run with all that its tabs show. Contexts are JSON texts, so that no digit and no order is lost. */
export type SavedRun = z.infer<typeof savedRunSchema>

/** A file that is not a saved run. The message says why, in one sentence. */
export class SavedRunError extends Error {}

/**
 * Parses the text of a file. Everything in it is untrusted.
 * @throws SavedRunError
 */
export function parseSavedRun(text: string): SavedRun {
  const value = parseJson(text)
  const kind = z.object({ format: z.literal(format), version: z.number() }).safeParse(value)
  if (!kind.success) throw new SavedRunError('This file isn’t a run saved by Flowdesk.')
  if (kind.data.version > version) {
    throw new SavedRunError('This run was saved by a newer version of Flowdesk. Update Flowdesk to open it.')
  }
  const parsed = savedRunSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path.map(String).join('.').slice(0, 80) ?? ''
  throw new SavedRunError(`This saved run is damaged: “${path}” is missing or has an unexpected value.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SavedRunError('This file isn’t JSON. It may be damaged, or another kind of file.')
  }
}

/**
 * The text of the file, in chunks.
 * @param replace replaces the personal data in a text; null saves it as it is
 */
export function* savedRunChunks(
  run: SavedRun,
  replace: ((text: string) => string) | null,
): Generator<string> {
  const masked = (json: string) => (replace === null ? json : maskJson(json, replace))
  const { context, stepContexts, details, story, ...rest } = run
  // The contact comes first, so that it gets the first name.
  const entries = details.map(({ key, text }) => ({ key, text: text === null ? null : masked(text) }))
  yield `${masked(JSON.stringify(rest)).slice(0, -1)},\n"details":${JSON.stringify(entries)},\n`
  yield `"story":${JSON.stringify(replace === null ? story : replace(story))},\n"stepContexts":[`
  for (const [i, { step, context: text }] of stepContexts.entries()) {
    yield `${i === 0 ? '' : ',\n'}{"step":"${step}","context":${JSON.stringify(masked(text))}}`
  }
  yield `],\n"context":${JSON.stringify(context === null ? null : masked(context))}}\n`
}
