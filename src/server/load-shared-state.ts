import type { SharedState } from '#shared-state/shared-state.ts'

import type { AppOptions } from './create-app.ts'
import type { Log } from './logs/log.ts'
import type { Settings } from './settings/settings.ts'

/**
 * What this server shares with others; null without `SHARED_STATE_URL`. Does not wait until it can be reached. Its code is
 * imported only when it is used.
 */
export async function loadSharedState(
  { sharedState, auth }: Settings,
  { base, credentials }: AppOptions['upstream'],
  log: Pick<Log, 'info' | 'error'>,
): Promise<SharedState | null> {
  if (sharedState === null) return null
  const { createSharedState } = await import('#shared-state/shared-state.ts')
  return createSharedState({
    ...sharedState,
    sessionHours: 'session' in auth ? auth.session.hours : 1,
    account: `${base.origin} ${credentials.user}`,
    onChange(isUp, reason) {
      if (isUp) log.info('The shared state (SHARED_STATE_URL) can be reached.')
      else log.error('The shared state (SHARED_STATE_URL) cannot be reached.', reason)
    },
  })
}
