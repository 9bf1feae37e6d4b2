import { flowDefinitionSchema, revisionSchema, revisionsPageSchema } from '#contract/flow/flow-resources.ts'
import { nextCursor } from '#contract/page.ts'
import { Problem } from '#contract/problem.ts'
import { parseDefinition, type StudioDefinition } from '#contract/flow/studio-definition.ts'
import type { FlowSid } from '#contract/sid.ts'

import type { TwilioClient } from './client.ts'
import { parseBody } from './parse-response.ts'

/* Apart from the client, which the first screen loads. */

/** A revision of a flow, with its definition; null where Twilio sent none that can be read. */
export type DefinedRevision = {
  definition: StudioDefinition | null
  revision: number | null
  /** `draft` or `published`. */
  status: string | null
  message: string | null
  /** The user who saved it, `US…`. */
  author: string | null
  /** When it was saved; ISO 8601. */
  date: string | null
}

type RevisionFields = {
  definition?: unknown
  revision: number | null
  status: string | null
  commit_message: string | null
  author_sid: string | null
  date_created: string | null
  date_updated: string | null
}

function toDefinedRevision(fields: RevisionFields): DefinedRevision {
  return {
    definition: parseDefinition(fields.definition),
    revision: fields.revision,
    status: fields.status,
    message: fields.commit_message,
    author: fields.author_sid,
    // A flow's `date_created` is the day of its first revision.
    date: fields.date_updated ?? fields.date_created,
  }
}

/** In bytes. 2,000 widgets, the most that Twilio allows, have about 2 MB. */
const maxDefinitionBytes = 8_000_000

/** Throws a `Problem` for a response that is larger than 8 MB. */
export function checkDefinitionSize(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= maxDefinitionBytes) return bytes
  throw new Problem('not-json', { detail: 'The definition is larger than 8 MB.' })
}

/** Reads a response of `/v2/Flows/{FW}`. Throws a `Problem` if it is not JSON, or larger than 8 MB. */
export function parseFlowDefinition(bytes: Uint8Array): DefinedRevision {
  return toDefinedRevision(parseBody(checkDefinitionSize(bytes), flowDefinitionSchema))
}

/** The same for `/v2/Flows/{FW}/Revisions/{n}`. */
export function parseRevision(bytes: Uint8Array): DefinedRevision {
  return toDefinedRevision(parseBody(checkDefinitionSize(bytes), revisionSchema))
}

/**
 * The definition that a flow's new runs follow: the latest published one. A flow that was never published has only its draft.
 * @throws {Problem}
 */
export async function loadCurrentDefinition(
  client: Pick<TwilioClient, 'flowDefinition' | 'publishedRevision'>,
  flowSid: FlowSid,
  signal: AbortSignal,
): Promise<DefinedRevision> {
  try {
    return parseRevision(await client.publishedRevision(flowSid, signal))
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.kind !== 'not-found') throw thrown
    return parseFlowDefinition(await client.flowDefinition(flowSid, signal))
  }
}

/** A flow's revisions as Twilio lists them: without their definitions. */
export type RevisionList = {
  /** Those with a number, the highest first. */
  revisions: readonly (DefinedRevision & { revision: number })[]
  /** Whether there are no others. */
  isComplete: boolean
}

/** Reads a response of `/v2/Flows/{FW}/Revisions`. Throws a `Problem` if it is not JSON, or larger than 8 MB. */
export function parseRevisions(bytes: Uint8Array): RevisionList {
  const { revisions, meta } = parseBody(checkDefinitionSize(bytes), revisionsPageSchema)
  return {
    revisions: revisions
      .flatMap((fields) => {
        const { revision, ...others } = toDefinedRevision(fields)
        return revision === null ? [] : [{ ...others, revision }]
      })
      .toSorted((a, b) => b.revision - a.revision),
    isComplete: nextCursor(meta.next_page_url) === null,
  }
}
