import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { AccessTokenList, CreatedAccessToken } from '#contract/flowdesk-api.ts'
import type { AuthMode } from '#contract/session.ts'
import { normalizeError } from '#contract/problem.ts'
import { accessTokensQuery } from '#session/access-tokens.ts'
import { sessionQuery } from '#session/session-query.ts'
import { Dialog } from '#ui/floating/dialog.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { CreatedToken } from './created-token.tsx'
import { TokenForm } from './token-form.tsx'
import { TokenItems } from './token-items.tsx'

/** The signed-in user's access tokens: making, listing and revoking them. A new one is shown until the next or the end. */
export function AccessTokensDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const { data: list, error, refetch } = useQuery(accessTokensQuery())
  const access = useQuery(sessionQuery()).data?.access
  const [created, setCreated] = useState<CreatedAccessToken | null>(null)
  const reload = () => client.invalidateQueries({ queryKey: accessTokensQuery().queryKey })

  return (
    // A click outside must not lose a token that is not copied yet.
    <Dialog title="Access tokens" closedBy="closerequest" onClose={onClose} className="w-140">
      <div className="flex flex-col gap-4">
        <p className="text-muted">
          With an access token, an AI tool that speaks the Model Context Protocol reads Flowdesk as you: what
          you read, and nothing else. Each call is in the audit log under your name.
        </p>
        {error !== null && (
          <ProblemView
            problem={normalizeError(error)}
            title="The access tokens couldn’t be loaded"
            onRetry={() => void refetch()}
          />
        )}
        {list !== undefined && (
          <>
            <p className="text-muted">
              {storageTexts[list.storage]}
              {access !== undefined && list.storage !== 'off' && accessTexts[access]}
            </p>
            {created !== null && <CreatedToken key={created.token.id} created={created} />}
            {list.storage !== 'off' && (
              <TokenForm
                list={list}
                onCreated={(token) => {
                  setCreated(token)
                  void reload()
                }}
              />
            )}
            <TokenItems
              tokens={list.tokens}
              onRevoked={(id) => {
                if (created?.token.id === id) setCreated(null)
                return reload()
              }}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}

/** Where tokens are kept, and what that means for revoking them. */
const storageTexts: Record<AccessTokenList['storage'], string> = {
  shared:
    'Flowdesk’s servers store a hash of each token, never the token. Revoking one ends it on all of them at once.',
  signed:
    'This server signs tokens and stores none, so they are short-lived. It keeps in memory which ones were revoked: after it restarts, a revoked token works again until it ends, and other tokens are listed here once they have been used.',
  off: 'This server can make no access tokens: for that, your Flowdesk administrator has to set SESSION_KEYS.',
}

const accessTexts: Record<AuthMode, string> = {
  local: '',
  password:
    ' Everybody with the shared password sees and revokes the same tokens. All of them end when the password changes.',
  oidc: ' All tokens end when the rules change by which people may sign in.',
  header: ' All tokens end when the settings of the sign-on proxy change.',
}
