import { useQueryClient } from '@tanstack/react-query'
import { CircleUserRound, LogOut, RotateCw } from 'lucide-react'
import { useState } from 'react'

import type { AccessKind, Session } from '#contract/session.ts'
import { leave } from '#queries/forget.ts'
import { signOut } from '#queries/sign-in.ts'
import { tellTabs } from '#queries/tabs.ts'
import { Button } from '#ui/button.tsx'
import type { MenuItem } from '#ui/menu-item.ts'
import { Menu } from '#ui/menu.tsx'
import { Notice } from '#ui/notice.tsx'
import { showUnseen } from '#ui/unseen.ts'

/** Who is signed in, as far as anybody knows; whom a proxy in front signs in, that one signs out. */
const told: Record<AccessKind, { who: (user: string) => string; hasName: boolean; mayLeave: boolean }> = {
  local: { who: () => 'On this machine', hasName: false, mayLeave: false },
  password: { who: () => 'Signed in with the shared password', hasName: false, mayLeave: true },
  oidc: { who: (user) => `Signed in as ${user}`, hasName: true, mayLeave: true },
  header: { who: (user) => `${user}, named by the sign-on proxy`, hasName: true, mayLeave: false },
}

/** Who is signed in, and the way out. */
export function AccountMenu({ session: { access, user } }: { session: Session }) {
  const client = useQueryClient()
  const [failed, setFailed] = useState(false)
  if (user === null) return null
  const name = showUnseen(user)
  const { who, hasName, mayLeave } = told[access]

  async function goOut(): Promise<void> {
    setFailed(false)
    try {
      await signOut()
    } catch {
      setFailed(true)
      return
    }
    tellTabs('left')
    leave(client, 'home')
  }

  const out: MenuItem = {
    kind: 'action',
    label: 'Sign out',
    icon: <LogOut size={14} />,
    onSelect: () => void goOut(),
  }
  return (
    <>
      <Menu
        label="Account"
        button={{
          variant: 'quiet',
          size: 'sm',
          'aria-label': `Account: ${name}`,
          icon: <CircleUserRound aria-hidden size={16} className="shrink-0" />,
          className: 'max-w-48 min-w-0 -mr-1.5',
          children: hasName && <span className="truncate max-sm:hidden">{name}</span>,
        }}
        items={[{ kind: 'heading', label: who(name) }, ...(mayLeave ? [out] : [])]}
      />
      {failed && (
        <div className="fixed inset-x-0 top-11 z-30 border-b border-line">
          <Notice
            role="alert"
            tone="danger"
            title="You are still signed in."
            actions={
              <Button icon={<RotateCw aria-hidden size={14} />} onClick={() => void goOut()}>
                Try again
              </Button>
            }
          >
            Flowdesk could not be reached to sign you out.
          </Notice>
        </div>
      )}
    </>
  )
}
