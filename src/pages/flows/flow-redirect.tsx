import { Navigate } from 'react-router'

import { paths } from '#urls/urls.ts'

import { InvalidSid } from '#pages/shared/invalid-sid.tsx'
import { useSidParam } from '#pages/shared/use-url-state.ts'
import { Shell } from '#pages/shell/shell.tsx'

/** Redirects a flow's URL to its list of engagements. */
export function FlowRedirect() {
  const { text, sid } = useSidParam('flowSid', 'FW')
  if (sid) return <Navigate replace to={paths.engagements(sid)} />
  return (
    <Shell title="Flow not found">
      <InvalidSid prefix="FW" text={text} />
    </Shell>
  )
}
