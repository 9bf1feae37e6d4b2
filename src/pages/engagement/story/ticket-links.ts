import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { Story } from '#story/build-story.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'

/** The absolute URLs in a ticket: of the story, and of the step that decided how the run ended. */
export function ticketLinks(runList: RunList, engagementSid: EngagementSid, { ending }: Story) {
  const { origin } = window.location
  const step = ending?.step ?? null
  return {
    link: origin + paths.engagement(runList, engagementSid, { ...defaultUrlState, tab: 'story' }),
    stepLink:
      step && origin + paths.engagement(runList, engagementSid, { ...defaultUrlState, tab: 'steps', step }),
  }
}
