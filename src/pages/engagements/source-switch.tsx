import { useNavigate } from 'react-router'

import { flowOf, runListOf, sourceOf, type RunList, type RunSource } from '#contract/run-source.ts'
import { paths } from '#urls/urls.ts'

import { SourceRadios } from '#pages/shared/source-radios.tsx'
import { useSidParam, useUrlState } from '#pages/shared/use-url-state.ts'

/** Where the flow's runs are read from. A switch keeps the filters and the open run: both sources have the same runs. */
export function SourceSwitch({ runList, className = '' }: { runList: RunList; className?: string }) {
  const navigate = useNavigate()
  const urlState = useUrlState()
  const openSid = useSidParam('engagementSid', 'FN').sid

  function switchTo(source: RunSource) {
    const target = runListOf(flowOf(runList), source)
    void navigate(
      openSid === null ? paths.engagements(target, urlState) : paths.engagement(target, openSid, urlState),
    )
  }

  return <SourceRadios source={sourceOf(runList)} onSource={switchTo} className={className} />
}
