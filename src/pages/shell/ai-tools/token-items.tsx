import { useState } from 'react'

import type { AccessToken } from '#contract/flowdesk-api.ts'
import { normalizeError, type Problem } from '#contract/problem.ts'
import { formatDateTimeWithZone } from '#format/time/time.ts'
import { revokeAccessToken } from '#session/access-tokens.ts'
import { Button } from '#ui/controls/button.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'

type TokenItemsProps = {
  tokens: readonly AccessToken[]
  /** Reloads the list. */
  onRevoked: (id: string) => Promise<unknown>
}

/** The user's tokens that have not ended, newest first, each with a button that ends it. */
export function TokenItems({ tokens, onRevoked }: TokenItemsProps) {
  const zone = useTimeZone()
  const displayText = useDisplayText()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [revokingId, setRevokingId] = useState<string | null>(null)

  async function revoke(id: string): Promise<void> {
    setProblem(null)
    setRevokingId(id)
    try {
      await revokeAccessToken(id)
    } catch (thrown) {
      const failure = normalizeError(thrown)
      // It has ended already, here or in another tab.
      if (failure.kind !== 'not-found') setProblem(failure)
    }
    await onRevoked(id)
    setRevokingId(null)
  }

  return (
    <section className="border-t border-line pt-4">
      <h3 className="font-medium">Your tokens</h3>
      {problem && <ProblemView problem={problem} title="The token couldn’t be revoked" />}
      {tokens.length === 0 && <p className="mt-1 text-muted">None.</p>}
      {tokens.length > 0 && (
        <ul aria-label="Access tokens" className="mt-1">
          {tokens.map(({ id, name, expiresAt, unmasked }) => (
            <li key={id} className="flex items-center gap-3 border-t border-line py-1.5">
              <div className="min-w-0 flex-1">
                <p className="font-medium wrap-anywhere">{displayText(name)}</p>
                <p className="text-xs text-muted">
                  {unmasked ? 'Personal data shown' : 'Masked'} · ends{' '}
                  {formatDateTimeWithZone(expiresAt, zone)}
                </p>
              </div>
              <Button
                size="sm"
                aria-label={`Revoke ${displayText(name)}`}
                disabled={revokingId !== null}
                onClick={() => void revoke(id)}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
