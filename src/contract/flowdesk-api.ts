import * as z from 'zod/mini'

import { runSources } from './run-source.ts'
import { isSid, type Sid } from './sid.ts'

/** How users sign in: not at all (local), with one password, at an OpenID provider, or at a proxy that sends a header. */
export const authModes = ['local', 'password', 'oidc', 'header'] as const
export type AuthMode = (typeof authModes)[number]

/** The response of `GET /api/session` of Flowdesk's own server. */
export const sessionSchema = z.object({
  /** True when the data is fake, since no Twilio credentials are set. */
  demo: z.boolean(),
  /** Whether personal data is masked by default, for all users. */
  mask: z.boolean(),
  access: z.enum(authModes),
  /** The signed-in user; null when signed out. */
  user: z.nullable(z.string()),
})

export type Session = z.infer<typeof sessionSchema>

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
