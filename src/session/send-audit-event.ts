import type { ClientAuditEvent } from '#contract/flowdesk-api.ts'
import { normalizeError } from '#contract/problem.ts'

import { sendToServer } from './server-fetch.ts'
import { emitClientEvent } from '#status/system-status.ts'

const timeoutMs = 30_000

/**
 * Sends an event that only the page knows about to the server's audit log. Wait for it before you export or unmask
 * data. Rejects with a `Problem`, which is also emitted as a client event.
 */
export async function sendAuditEvent(event: ClientAuditEvent): Promise<void> {
  try {
    await sendToServer('POST', '/api/audit', { body: event, signal: AbortSignal.timeout(timeoutMs) })
  } catch (thrown) {
    const problem = normalizeError(thrown)
    emitClientEvent({ type: 'failed', kind: problem.kind })
    throw problem
  }
}
