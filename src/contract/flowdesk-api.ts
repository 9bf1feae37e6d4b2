import * as z from 'zod/mini'

import { runSources } from './run-source.ts'
import { isSid, type Sid } from './sid.ts'

const flow = z.custom<Sid<'FW'>>((value) => isSid('FW', value))
/** The engagement; absent when the event is about the whole list. */
const engagement = z.optional(z.custom<Sid<'FN'>>((value) => isSid('FN', value)))

/**
 * Events that only the browser sees: a file of engagements was exported, or masked data was shown. The page sends them to
 * Flowdesk's server at `POST /api/audit`, which responds with 204. They never contain customer data.
 */
export const clientAuditEventSchema = z.union([
  z.strictObject({
    event: z.literal('export'),
    flow,
    engagement,
    /** Number of engagements in the file. */
    count: z.optional(z.int().check(z.nonnegative())),
    /** Which of Twilio's resources the file's runs were read from; engagements when absent. */
    source: z.optional(z.enum(runSources)),
  }),
  z.strictObject({ event: z.literal('unmask'), flow, engagement }),
  /** No flow is open: the flows page, whose search shows contacts. */
  z.strictObject({ event: z.literal('unmask') }),
])

export type ClientAuditEvent = z.infer<typeof clientAuditEventSchema>

export const maxTokensPerUser = 20
export const maxTokenNameLength = 60

/** What `POST /api/tokens` accepts. */
export const newAccessTokenSchema = z.strictObject({
  name: z.string(),
  /** One of the list's `hours`. */
  hours: z.int(),
  /** Whether its program gets personal data unmasked. */
  unmasked: z.boolean(),
})

export type NewAccessToken = z.infer<typeof newAccessTokenSchema>

/** A token for programs, as its owner sees it. Times are in milliseconds since 1970. */
const accessTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  unmasked: z.boolean(),
})

export type AccessToken = z.infer<typeof accessTokenSchema>

/** The response of `GET /api/tokens`: the signed-in user's own tokens. */
export const accessTokenListSchema = z.object({
  /** Where tokens are kept: hashed, for all servers; signed, in this server's memory; or not at all. */
  storage: z.enum(['shared', 'signed', 'off']),
  /** How long a new one may last, shortest first. */
  hours: z.array(z.number()),
  /** The most tokens one user may have. */
  max: z.number(),
  /** Whether a new one may get personal data unmasked. */
  canUnmask: z.boolean(),
  tokens: z.array(accessTokenSchema),
})

export type AccessTokenList = z.infer<typeof accessTokenListSchema>

/** The response of `POST /api/tokens`. `text` is the token itself, which is shown once. */
export const createdAccessTokenSchema = z.object({ text: z.string(), token: accessTokenSchema })

export type CreatedAccessToken = z.infer<typeof createdAccessTokenSchema>
