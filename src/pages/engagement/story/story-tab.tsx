import { BookOpenText, ClipboardList, Flag, Hourglass, TriangleAlert } from 'lucide-react'

import { defaultUrlState, paths } from '#urls/urls.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { buildStory, type Ending, type Sentence, type Story } from '#story/build-story.ts'
import { formatTicket } from '#story/ticket-markdown.ts'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { TimeOfDay } from '#pages/shared/values.tsx'
import { indentPx } from '#pages/engagement/steps/step-list.tsx'
import { WidgetIcon } from '#pages/shared/graph/widget-icon.tsx'
import { AsyncTab } from '#pages/engagement/shared/async-tab.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { SentenceSegments } from './sentence-segments.tsx'
import { useStoryData } from './use-story-data.ts'

type StoryTabProps = {
  runList: RunList
  engagementSid: EngagementSid
  run: EngagementData
  /** The end of what the story says, in milliseconds since 1970; now by default. */
  nowMs?: number
}

/** The run in plain sentences, which can be copied into a ticket. */
export function StoryTab({ runList, engagementSid, run, nowMs }: StoryTabProps) {
  const { data, problem, retry } = useStoryData(runList, engagementSid, run)
  const pageNowMs = useNow()
  const now = nowMs ?? pageNowMs
  const zone = useTimeZone()
  const { status = null, contact_channel_address: contact = null } = run.engagement?.fields ?? {}
  const story = data && buildStory(data.steps, data.runContext, status, now, data.stepContexts)

  function ticket(of: Story) {
    const link = paths.engagement(runList, engagementSid, { ...defaultUrlState, tab: 'story' })
    return formatTicket(of, { engagementSid, contact, status, zone, link: window.location.origin + link })
  }

  return (
    <AsyncTab
      problem={problem}
      title="The steps couldn’t be loaded"
      onRetry={retry}
      loadingLabel="Loading the steps"
    >
      {story && <StoryView story={story} ticket={() => ticket(story)} />}
    </AsyncTab>
  )
}

function StoryView({ story, ticket }: { story: Story; ticket: () => string }) {
  if (story.sentences.length === 0) {
    return (
      <EmptyState icon={<BookOpenText aria-hidden size={28} strokeWidth={1.5} />} title="No steps recorded">
        Twilio lists no steps for this run. It deletes them with the run, 30 days after the run starts.
      </EmptyState>
    )
  }
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 border-b border-line py-1.5 pr-3 pl-5">
        {story.ending && <EndingLine ending={story.ending} />}
        <CopyButton icon={ClipboardList} label="Copy for a ticket" text={ticket} className="ml-auto" />
      </div>
      <div
        // Nothing in it takes the focus, so the scroll container does: arrow keys can scroll it.
        tabIndex={0}
        role="group"
        aria-label="Story"
        className="focus-ring-inset min-h-0 flex-1 overflow-y-auto"
      >
        <ol aria-label="What happened" className="py-2">
          {story.sentences.map((sentence, i) => (
            <SentenceItem key={sentence.sid ?? i} sentence={sentence} />
          ))}
        </ol>
      </div>
    </>
  )
}

/** How the run ended, or where it waits. */
export function EndingLine({ ending }: { ending: Ending }) {
  const { Icon, className } = endingIcon(ending.kind)
  return (
    <p className="flex min-w-0 items-center gap-2">
      <Icon aria-hidden size={16} className={`shrink-0 ${className}`} />
      <span className="min-w-0 font-medium">
        <SentenceSegments segments={ending.segments} />
      </span>
    </p>
  )
}

function endingIcon(kind: Ending['kind']) {
  if (kind === 'waiting') return { Icon: Hourglass, className: 'text-active' }
  // Twilio has no "success": a run that reached its end may still have failed the customer.
  return kind === 'end'
    ? { Icon: Flag, className: 'text-muted' }
    : { Icon: TriangleAlert, className: 'text-warn' }
}

function SentenceItem({ sentence }: { sentence: Sentence }) {
  const displayText = useDisplayText()
  const { timestamp, type, segments, widget, failure, depth } = sentence
  return (
    <li
      aria-level={depth + 1}
      className="grid grid-cols-[64px_auto_minmax(0,1fr)] gap-x-2.5 py-1.5 pr-5 pl-4 leading-5 hover:bg-hover"
    >
      <div className="text-right text-xs leading-5 text-muted tabular-nums">
        <TimeOfDay ms={timestamp} />
      </div>
      <span
        aria-hidden
        style={{ marginLeft: indentPx(depth) }}
        className={`flex size-5 items-center justify-center rounded-full ${failure === null ? 'bg-hover text-muted' : 'bg-warn-soft text-warn'}`}
      >
        <WidgetIcon type={type} />
      </span>
      <p
        className="min-w-0 wrap-anywhere text-muted"
        title={widget === null ? undefined : displayText(widget)}
      >
        <SentenceSegments segments={segments} />
        {failure !== null && (
          <span className="ml-2 rounded-sm whitespace-nowrap bg-warn-soft px-1.5 py-0.5 text-2xs font-medium text-warn">
            {failure}
          </span>
        )}
      </p>
    </li>
  )
}
