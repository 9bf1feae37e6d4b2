import { Navigate } from 'react-router'

import { paths } from '#address/address.ts'

import { BadSid } from '#pages/shared/bad-sid.tsx'
import { useSidParam } from '#pages/shared/use-view.ts'
import { Shell } from '#pages/shell/shell.tsx'

/** A flow's own address is its list of engagements. */
export function FlowRedirect() {
  const { text, sid } = useSidParam('flowSid', 'FW')
  if (sid) return <Navigate replace to={paths.engagements(sid)} />
  return (
    <Shell title="No such flow">
      <BadSid prefix="FW" text={text} />
    </Shell>
  )
}
