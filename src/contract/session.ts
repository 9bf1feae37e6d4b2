import * as z from 'zod/mini'

/** What Flowdesk's own server says of itself at `/api/session`. The one answer here that is not Twilio's. */
export const sessionSchema = z.object({
  /** Whether what is shown is made up: no credentials were given. */
  demo: z.boolean(),
})

export type Session = z.infer<typeof sessionSchema>
