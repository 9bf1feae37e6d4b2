import { useQueryClient } from '@tanstack/react-query'
import { CircleUserRound, LogOut, RotateCw } from 'lucide'
import { useState } from 'react'

import { normalizeError, type Problem } from '#contract/problem.ts'
import type { AuthMode, Session } from '#contract/session.ts'
import { clearAndLeave } from '#session/clear-local-data.ts'
import { signOut } from '#session/sign-in.ts'
import { broadcastToTabs } from '#session/tab-broadcast.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import type { MenuItem } from '#ui/floating/menu-item.ts'
import { Menu } from '#ui/floating/menu.tsx'
import { Banner } from '#ui/feedback/banner.tsx'
import { escapeInvisible } from '#ui/text/invisible-chars.ts'

import { ProblemReference } from '#pages/shared/problem-reference.tsx'

/** What the menu offers for each way to sign in. With a sign-on proxy, only the proxy can sign users out. */
const accountInfo: Record<
  AuthMode,
  { describe: (user: string) => string; hasName: boolean; canSignOut: boolean }
> = {
  local: { describe: () => 'On this machine', hasName: false, canSignOut: false },
  password: { describe: () => 'Signed in with the shared password', hasName: false, canSignOut: true },
  oidc: { describe: (user) => `Signed in as ${user}`, hasName: true, canSignOut: true },
  header: {
    describe: (user) => `Signed in as ${user} by the sign-on proxy`,
    hasName: true,
    canSignOut: false,
  },
}

/** Shows who is signed in, and signs them out. */
export function AccountMenu({ session: { access, user } }: { session: Session }) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<Problem | null>(null)
  if (user === null) return null
  const name = escapeInvisible(user)
  const { describe, hasName, canSignOut } = accountInfo[access]

  async function handleSignOut(): Promise<void> {
    setProblem(null)
    // What is loaded in the background: after the sign-out it would be refused.
    await client.cancelQueries({ predicate: (query) => query.getObserversCount() === 0 })
    try {
      await signOut()
    } catch (thrown) {
      setProblem(normalizeError(thrown))
      return
    }
    broadcastToTabs('left')
    clearAndLeave(client, access === 'oidc' ? 'logout' : 'home')
  }

  const signOutItem: MenuItem = {
    kind: 'action',
    label: 'Sign out',
    icon: <Icon icon={LogOut} size={14} />,
    onSelect: () => void handleSignOut(),
  }
  return (
    <>
      <Menu
        label="Account"
        button={{
          variant: 'quiet',
          size: 'sm',
          'aria-label': `Account: ${name}`,
          icon: <Icon icon={CircleUserRound} size={16} className="shrink-0" />,
          className: 'max-w-48 min-w-0 -mr-1.5',
          children: hasName && <span className="truncate max-sm:hidden">{name}</span>,
        }}
        items={[{ kind: 'heading', label: describe(name) }, ...(canSignOut ? [signOutItem] : [])]}
      />
      {problem && (
        <div className="fixed inset-x-0 top-11 z-30 border-b border-line">
          <Banner
            role="alert"
            tone="danger"
            title="You are still signed in."
            actions={
              <Button icon={<Icon icon={RotateCw} size={14} />} onClick={() => void handleSignOut()}>
                Try again
              </Button>
            }
          >
            {problem.kind === 'unreachable'
              ? 'Flowdesk couldn’t be reached to sign you out.'
              : 'Flowdesk couldn’t sign you out.'}
            <ProblemReference problem={problem} />
          </Banner>
        </div>
      )}
    </>
  )
}
