import { Navigate, useLocation } from 'react-router'

import { paths } from '#urls/urls.ts'

import { InvalidSid } from '#pages/shared/invalid-sid.tsx'
import { useSidParam } from '#pages/shared/use-url-state.ts'
import { Shell } from '#pages/shell/shell.tsx'

/** Redirects a flow's URL to its list of engagements, with the filters that the URL has. */
export function FlowRedirect() {
  const { text, sid } = useSidParam('flowSid', 'FW')
  const { search, hash } = useLocation()
  if (sid) return <Navigate replace to={{ pathname: paths.engagements(sid), search, hash }} />
  return (
    <Shell title="Flow not found">
      <InvalidSid prefix="FW" text={text} />
    </Shell>
  )
}
