import * as z from 'zod/mini'

import { isSid, type Sid } from './sid.ts'

const flow = z.custom<Sid<'FW'>>((value) => isSid('FW', value))
/** The one engagement it was about; absent where it was about the list. */
const engagement = z.optional(z.custom<Sid<'FN'>>((value) => isSid('FN', value)))

/**
 * What only the page knows of, told to Flowdesk's own server at `POST /api/audit`, which answers 204: a file of
 * engagements was made, or what was masked was shown. Never any contents.
 */
export const auditNoteSchema = z.union([
  z.strictObject({
    event: z.literal('export'),
    flow,
    engagement,
    /** How many engagements the file holds. */
    count: z.optional(z.int().check(z.nonnegative())),
  }),
  z.strictObject({ event: z.literal('unmask'), flow, engagement }),
  /** Where no flow is open: on the page of flows, whose search shows contacts. */
  z.strictObject({ event: z.literal('unmask') }),
])

export type AuditNote = z.infer<typeof auditNoteSchema>
