import type { QueryClient } from '@tanstack/react-query'

import { visitStore } from '#pages/prefs/stores.ts'
import { reloadOnce } from '#queries/reload-once.ts'
import { isServerThere } from '#queries/session.ts'

/** A part of Flowdesk is not where it was: the page is loaded anew, once. */
export async function takeNewVersion(client: QueryClient): Promise<void> {
  await reloadOnce({
    store: visitStore(),
    isThere: () => isServerThere(client),
    reload: () => window.location.reload(),
  })
}
