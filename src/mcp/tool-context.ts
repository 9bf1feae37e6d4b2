import { Problem } from '#contract/problem.ts'
import { formatJsonPath, type JsonPath } from '#json/path/json-path.ts'
import { maskJson, maskText } from '#privacy/mask.ts'
import type { TwilioClient } from '#twilio/client.ts'

/** What the tools need, for one caller. */
export type ToolContext = {
  /** Reads with the caller's rights, through the same queue and audit log as the dashboard. */
  client: TwilioClient
  /** The dashboard's origin, for links to it. */
  dashboardOrigin: string
  maskPersonalData: boolean
  /** Milliseconds since 1970. */
  now: () => number
}

/** A link into the dashboard. */
export function dashboardLink({ dashboardOrigin }: ToolContext, path: string): string {
  return dashboardOrigin + path
}

/** Masks a text from Twilio, unless the mask is off. Names of flows and widgets may be numbers, too. */
export function maskedText<T extends string | null>({ maskPersonalData }: ToolContext, text: T): T | string {
  return maskPersonalData && text !== null ? maskText(text) : text
}

/** Masks a JSON text, unless the mask is off. */
export function maskedJson({ maskPersonalData }: ToolContext, json: string): string {
  return maskPersonalData ? maskJson(json) : json
}

/** A path as text, its keys masked as they are in the JSON. `get_context` finds such keys. */
export function maskedPath(context: ToolContext, path: JsonPath): string {
  return formatJsonPath(path.map((step) => (typeof step === 'string' ? maskedText(context, step) : step)))
}

type ToolResult<T> = {
  content: { type: 'text'; text: string }[]
  structuredContent?: T
  isError?: true
}

/**
 * Runs a tool. Its output is sent as structured content and, for clients that know none, as JSON text. A `Problem` becomes a
 * sentence for the model; any other error is a bug and is thrown.
 */
export async function runTool<T extends Record<string, unknown>>(
  run: () => Promise<T>,
): Promise<ToolResult<T>> {
  try {
    const output = await run()
    return { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: output }
  } catch (thrown) {
    if (thrown instanceof ToolInputError) return toolError(thrown.message)
    if (!(thrown instanceof Problem)) throw thrown
    // Twilio's own words may name a contact.
    const detail = thrown.detail === null ? '' : ` ${maskText(thrown.detail)}`
    return toolError(`${thrown.message} ${thrown.hint}${detail}`)
  }
}

function toolError<T>(text: string): ToolResult<T> {
  return { content: [{ type: 'text', text }], isError: true }
}

/** Of a context whose text is no JSON. */
export const brokenContext = 'Twilio’s context is not valid JSON.'

/** An argument that cannot be used. The message says what is wrong and what to do, and is sent to the model. */
export class ToolInputError extends Error {
  override readonly name = 'ToolInputError'
}
