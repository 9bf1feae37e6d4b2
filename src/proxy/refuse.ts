import { privateHeaders } from './private-headers.ts'

/**
 * An answer that Flowdesk itself gives instead of Twilio, in the shape of Twilio's error bodies, so that whoever reads
 * the one can read the other. Its `code` is null: Twilio's codes stay Twilio's.
 * @param message one sentence for the reader; never holds a credential
 */
export function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { code: null, message, status },
    { status, headers: { ...headers, ...privateHeaders } },
  )
}
