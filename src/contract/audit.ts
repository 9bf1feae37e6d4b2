import * as z from 'zod/mini'

import { isSid, type Sid } from './sid.ts'

/**
 * What only the page knows of, told to Flowdesk's own server at `POST /api/audit`, which answers 204: a file of
 * engagements was made, or what was masked was shown. Never any contents.
 */
export const auditNoteSchema = z.strictObject({
  event: z.enum(['export', 'unmask']),
  flow: z.custom<Sid<'FW'>>((value) => isSid('FW', value)),
  /** The one engagement it was about; absent where it was about the list. */
  engagement: z.optional(z.custom<Sid<'FN'>>((value) => isSid('FN', value))),
  /** How many engagements the file holds. */
  count: z.optional(z.int().check(z.nonnegative())),
})

export type AuditNote = z.infer<typeof auditNoteSchema>
