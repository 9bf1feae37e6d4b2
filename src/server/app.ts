import type { Handler } from '#server/http/handler.ts'

import { isApiPath } from './api.ts'

export type AppOptions = {
  /** Answers `/api` and below. */
  api: Handler
  /** Answers everything else. */
  files: Handler
}

/** The whole of what `npm start` serves, without a port: the API and the built dashboard. */
export function createApp({ api, files }: AppOptions): Handler {
  return (request) => (isApiPath(new URL(request.url).pathname) ? api(request) : files(request))
}
