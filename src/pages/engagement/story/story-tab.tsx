import { useQuery } from '@tanstack/react-query'
import { BookOpenText, ClipboardList, Flag, Hourglass, TriangleAlert } from 'lucide'

import { paths } from '#urls/urls.ts'
import { flowOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid, StepSid } from '#contract/sid.ts'
import { flowQuery } from '#queries/flow.ts'
import { buildStory, type Ending, type Sentence, type Story } from '#story/build-story.ts'
import { formatTicket } from '#story/ticket-markdown.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { Link } from '#ui/router/link.tsx'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { TimeOfDay } from '#pages/shared/values.tsx'
import { indentPx } from '#pages/engagement/steps/step-list.tsx'
import { WidgetIcon } from '#pages/shared/graph/widget-icon.tsx'
import { MissingStep } from '#pages/engagement/shared/missing-place.tsx'
import { linkedPlaceClass, usePlace } from '#pages/engagement/shared/place.ts'
import { AsyncTab } from '#pages/engagement/shared/async-tab.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { isQuoteOf, SentenceSegments } from './sentence-segments.tsx'
import { MissingValue } from './missing-value.tsx'
import { ticketLinks } from './ticket-links.ts'
import { useMatchedText } from './use-matched-text.ts'
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
  const mask = useTextMask()
  const { status = null, contact_channel_address: contact = null } = run.engagement?.fields ?? {}
  const story = data && buildStory(data.steps, data.runContext, status, now, data.stepContexts)

  const urlState = useUrlState()
  const { step: linkedStep, path } = urlState
  const matchedText = useMatchedText(run)
  const linked = (story?.sentences ?? []).findIndex(({ sid, segments }) =>
    linkedStep === null
      ? matchedText !== null && segments.some((segment) => isQuoteOf(segment, matchedText))
      : sid === linkedStep,
  )
  // The list has loaded it.
  const flow = useQuery({ ...flowQuery(flowOf(runList)), enabled: false })

  function ticket(of: Story) {
    return formatTicket(of, {
      flow: { name: flow.data?.friendly_name ?? null, sid: flowOf(runList) },
      engagementSid,
      contact,
      status,
      zone,
      mask,
      ...ticketLinks(runList, engagementSid, of),
    })
  }

  function stepUrl(step: StepSid) {
    return paths.engagement(runList, engagementSid, { ...urlState, tab: 'steps', step })
  }

  return (
    <AsyncTab
      problem={problem}
      title="The steps couldn’t be loaded"
      onRetry={retry}
      loadingLabel="Loading the steps"
    >
      {story && (
        <>
          {linkedStep !== null && linked === -1 && <MissingStep step={linkedStep} />}
          {linkedStep === null && path !== null && linked === -1 && !run.context.isPending && (
            <MissingValue
              path={path}
              contextUrl={paths.engagement(runList, engagementSid, { ...urlState, tab: 'context' })}
            />
          )}
          <StoryView
            story={story}
            ticket={() => ticket(story)}
            stepUrl={stepUrl}
            matchedText={matchedText}
            linked={linked}
          />
        </>
      )}
    </AsyncTab>
  )
}

type StoryViewProps = {
  story: Story
  ticket: () => string
  stepUrl: (step: StepSid) => string
  /** The quotation at which a search hit opens; null without one. */
  matchedText: string | null
  /** The index of the sentence to which the link leads; −1 for none. */
  linked: number
}

function StoryView({ story, ticket, stepUrl, matchedText, linked }: StoryViewProps) {
  if (story.sentences.length === 0) {
    return (
      <EmptyState icon={<Icon icon={BookOpenText} size={28} strokeWidth={1.5} />} title="No steps recorded">
        Twilio lists no steps for this run. It deletes them with the run, 30 days after the run starts.
      </EmptyState>
    )
  }
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 border-b border-line py-1.5 pr-3 pl-5">
        {story.ending && <EndingLine ending={story.ending} stepUrl={stepUrl} />}
        <CopyButton icon={ClipboardList} label="Copy for a ticket" text={ticket} className="ml-auto" />
      </div>
      <div
        // Arrow keys can scroll it.
        tabIndex={0}
        role="group"
        aria-label="Story"
        className="focus-ring-inset min-h-0 flex-1 overflow-y-auto"
      >
        <ol aria-label="What happened" className="py-2">
          {story.sentences.map((sentence, i) => (
            <SentenceItem
              key={sentence.sid ?? i}
              sentence={sentence}
              number={i + 1}
              previousMs={story.sentences[i - 1]?.timestamp ?? null}
              stepUrl={stepUrl}
              matchedText={matchedText}
              isLinked={i === linked}
            />
          ))}
        </ol>
      </div>
    </>
  )
}

type EndingLineProps = { ending: Ending; stepUrl: (step: StepSid) => string }

/** How the run ended, or where it waits: a link to the step that decided it. */
export function EndingLine({ ending, stepUrl }: EndingLineProps) {
  const { icon, className } = endingIcon(ending.kind)
  const text = <SentenceSegments segments={ending.segments} />
  return (
    <p className="flex min-w-0 items-center gap-2">
      <Icon icon={icon} size={16} className={`shrink-0 ${className}`} />
      {ending.step === null ? (
        <span className="min-w-0 font-medium">{text}</span>
      ) : (
        <Link
          to={stepUrl(ending.step)}
          title="Show the step that decided it"
          className="focus-ring min-w-0 rounded-sm font-medium hover:underline hover:underline-offset-2"
        >
          {text}
        </Link>
      )}
    </p>
  )
}

function endingIcon(kind: Ending['kind']) {
  if (kind === 'waiting') return { icon: Hourglass, className: 'text-active' }
  // Twilio has no "success": a run that reached its end may still have failed the customer.
  return kind === 'end'
    ? { icon: Flag, className: 'text-muted' }
    : { icon: TriangleAlert, className: 'text-warn' }
}

type SentenceItemProps = {
  sentence: Sentence
  number: number
  /** The time of the sentence before it; null without one. */
  previousMs: number | null
  stepUrl: (step: StepSid) => string
  matchedText: string | null
  isLinked: boolean
}

function SentenceItem(props: SentenceItemProps) {
  const { sentence, number, previousMs, stepUrl, matchedText, isLinked } = props
  const displayText = useDisplayText()
  const { sid, timestamp, type, segments, widget, failure, depth } = sentence
  return (
    <li
      {...usePlace({ step: sid }, isLinked)}
      tabIndex={-1}
      aria-level={depth + 1}
      className={`group focus-ring-inset grid grid-cols-[64px_auto_minmax(0,1fr)] gap-x-2.5 py-1.5 pr-5 pl-4 leading-5 ${isLinked ? linkedPlaceClass : 'hover:bg-hover'}`}
    >
      <div className="text-right text-xs leading-5 text-muted tabular-nums">
        {sid === null ? (
          <TimeOfDay ms={timestamp} previousMs={previousMs} />
        ) : (
          // Only the time: over the sentence a link would keep its text from being selected.
          <Link
            to={stepUrl(sid)}
            className="focus-ring relative inline-block rounded-sm group-hover:text-accent group-hover:underline group-hover:underline-offset-2"
          >
            <span className="sr-only">Step {number}, </span>
            <TimeOfDay ms={timestamp} previousMs={previousMs} />
          </Link>
        )}
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
        <SentenceSegments segments={segments} matchedText={matchedText} />
        {failure !== null && (
          <span className="ml-2 rounded-sm whitespace-nowrap bg-warn-soft px-1.5 py-0.5 text-2xs font-medium text-warn">
            {failure}
          </span>
        )}
      </p>
    </li>
  )
}
