import * as z from 'zod/mini'

/** Who may come in: anybody on this machine, who knows the password, who a provider knows, or who a proxy names. */
export const accessKinds = ['local', 'password', 'oidc', 'header'] as const
export type AccessKind = (typeof accessKinds)[number]

/** What Flowdesk's own server says of itself and of who asks, at `GET /api/session`. */
export const sessionSchema = z.object({
  /** Whether what is shown is made up: no credentials were given. */
  demo: z.boolean(),
  /** Whether personal data is masked at every start, for everybody. */
  mask: z.boolean(),
  access: z.enum(accessKinds),
  /** Who has signed in; null when nobody has, or not any more. */
  user: z.nullable(z.string()),
})

export type Session = z.infer<typeof sessionSchema>
