import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import * as z from 'zod'

import { requireSid, runPromptArguments } from './schemas.ts'

/** Questions that support staff ask, ready to send. */
export function registerPrompts(server: McpServer): void {
  server.registerPrompt(
    'why_did_this_run_fail',
    {
      title: 'Why did this run fail?',
      description: 'Explains one run from its steps and its context',
      argsSchema: runPromptArguments,
    },
    ({ flow_sid, engagement_sid }) =>
      userMessage(
        `Why did the run ${requireSid('FN', engagement_sid)} of flow ${requireSid('FW', flow_sid)} end as it did? Call explain_run. Where it does not say enough, ` +
          'read the deciding step’s context with get_context. Answer in three sentences for a support colleague: what the ' +
          'customer did, what went wrong and where, and what to do. Link the deciding step. Say what you could not find out.',
      ),
  )
  server.registerPrompt(
    'what_happened_to_this_customer',
    {
      title: 'What happened to this customer?',
      description: 'Finds a customer’s runs in a flow and tells the newest ones',
      argsSchema: {
        flow_sid: runPromptArguments.flow_sid,
        customer: z.string().max(200).describe('Phone number, address, order number or any text'),
      },
    },
    ({ flow_sid, customer }) =>
      userMessage(
        `What happened to the customer ${JSON.stringify(customer)} in flow ${requireSid('FW', flow_sid)}? Find the runs with search_engagements, ` +
          'going on with next_cursor at most twice. Read the three newest with get_story. Tell them newest first, one ' +
          'paragraph each, with links. Say how far back the search has read, from its horizon.',
      ),
  )
}

function userMessage(text: string) {
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] }
}
