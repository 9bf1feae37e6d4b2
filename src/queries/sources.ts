import type { LastingConnection } from '#engine/lasting.ts'
import { startEngine } from '#engine/start.ts'
import type { openMembers } from '#json/open.ts'
import { createClient } from '#twilio/client.ts'

import { tellAskNews } from './weather.ts'

/** Where single answers come from; lists of engagements come from the engine, which has a client of its own. */
export const twilio = createClient({
  fetch: (...args) => fetch(...args),
  base: '/api',
  split,
  tell: tellAskNews,
})

/** An answer may be 20 MB. Not before one is here: the list's page is shown without it. */
async function split(...args: Parameters<typeof openMembers>): ReturnType<typeof openMembers> {
  const { openMembers } = await import('#json/open.ts')
  return openMembers(...args)
}

let connection: LastingConnection | null = null

/** The engine of this page, started when first needed. At module scope: StrictMode mounts every effect twice. */
export function engine(): LastingConnection {
  if (connection) return connection
  connection = startEngine()
  connection.listen((news) => {
    if (news.news === 'slow-down' || news.news === 'failed') tellAskNews(news)
  })
  return connection
}
