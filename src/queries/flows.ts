import { queryOptions } from '@tanstack/react-query'

import { twilioClient } from './twilio-client.ts'

/** All flows of the account. */
export function flowsQuery() {
  return queryOptions({
    queryKey: ['flows'],
    queryFn: ({ signal }) => twilioClient.flows(signal),
  })
}
