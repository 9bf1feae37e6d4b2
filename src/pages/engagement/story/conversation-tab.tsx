import { MessagesSquare, Paperclip, TriangleAlert } from 'lucide'
import { useMemo, type KeyboardEvent } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { pluralize } from '#format/count.ts'
import { formatDateTime } from '#format/time/time.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { buildConversation, type ConversationMessage } from '#story/conversation.ts'
import { paths, type Place } from '#urls/urls.ts'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { TextWithNumbers } from '#pages/shared/phone/text-with-numbers.tsx'
import { TimeOfDay } from '#pages/shared/values.tsx'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { MissingStep } from '#pages/engagement/shared/missing-place.tsx'
import { usePlace } from '#pages/engagement/shared/place.ts'
import { AsyncTab } from '#pages/engagement/shared/async-tab.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { MissingValue } from './missing-value.tsx'
import { useMatchedText } from './use-matched-text.ts'
import { useStoryData } from './use-story-data.ts'

type ConversationTabProps = { runList: RunList; engagementSid: EngagementSid; run: EngagementData }

/** The run's messages, as the customer saw them. */
export function ConversationTab({ runList, engagementSid, run }: ConversationTabProps) {
  const { data, problem, retry } = useStoryData(runList, engagementSid, run)
  const matchedText = useMatchedText(run)
  const messages = useMemo(
    () => data && buildConversation(data.steps, data.runContext, data.stepContexts),
    [data],
  )
  const urlState = useUrlState()
  const { step, path } = urlState
  const linked = messages === null ? -1 : indexOfLinked(messages, urlState, matchedText)
  const contextUrl = paths.engagement(runList, engagementSid, { ...urlState, tab: 'context' })
  return (
    <AsyncTab
      problem={problem}
      title="The steps couldn’t be loaded"
      onRetry={retry}
      loadingLabel="Loading the messages"
    >
      {data && messages && (
        <>
          {step !== null && !data.steps.some(({ sid }) => sid === step) && <MissingStep step={step} />}
          {step === null && path !== null && linked === -1 && !run.context.isPending && (
            <MissingValue path={path} contextUrl={contextUrl} />
          )}
          <Messages messages={messages} linked={linked} isMarked={step === null} />
        </>
      )}
    </AsyncTab>
  )
}

/** The index of the message to which the link leads, by its step and path, or else by the text of a hit; −1 for none. */
function indexOfLinked(
  messages: readonly ConversationMessage[],
  { step, path }: Place,
  matchedText: string | null,
): number {
  const key = path && formatJsonPath(path)
  const isAtPath = (message: ConversationMessage) => formatJsonPath(message.path) === key
  const candidates: ((message: ConversationMessage) => boolean)[] =
    step === null
      ? [
          (message) => message.step === null && isAtPath(message),
          ({ text }) => text !== null && text === matchedText,
        ]
      : [(message) => message.step === step && isAtPath(message), (message) => message.step === step]
  return candidates.reduce((found, isLinked) => (found === -1 ? messages.findIndex(isLinked) : found), -1)
}

type MessagesProps = {
  messages: readonly ConversationMessage[]
  /** The index of the message to which the link leads; −1 for none. */
  linked: number
  /** Whether a search hit leads there, so that its text is marked. */
  isMarked: boolean
}

function Messages({ messages, linked, isMarked }: MessagesProps) {
  if (messages.length === 0) {
    return (
      <EmptyState
        icon={<Icon icon={MessagesSquare} size={28} strokeWidth={1.5} />}
        title="No messages in this run"
      >
        For a call, see the Story tab.
      </EmptyState>
    )
  }
  return (
    // Nothing in it takes the focus by Tab, so the scroll container does. From there, arrow keys move through the messages.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- handles the keys of its messages
    <div
      onKeyDown={moveThroughMessages}
      tabIndex={0}
      role="group"
      aria-label="Conversation"
      className="focus-ring-inset min-h-0 flex-1 overflow-y-auto bg-canvas"
    >
      <ol aria-label="Messages" className="flex flex-col gap-2 px-5 py-4">
        {messages.map((message, i) => (
          <Bubble
            key={i}
            message={message}
            previous={messages[i - 1] ?? null}
            isLinked={i === linked}
            isMarked={i === linked && isMarked}
          />
        ))}
      </ol>
    </div>
  )
}

function moveThroughMessages(event: KeyboardEvent<HTMLElement>) {
  const messages = [...event.currentTarget.querySelectorAll('li')]
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  const focused = messages.findIndex((message) => message === document.activeElement)
  const { top } = event.currentTarget.getBoundingClientRect()
  // From the container it starts at what is in view.
  const next =
    focused === -1 ? messages.findIndex((it) => it.getBoundingClientRect().top >= top) : focused + step
  if (messages[next] === undefined) return
  event.preventDefault()
  messages[next].focus()
}

/** After a pause longer than this, in ms, the full date and time are shown again. */
const maxSilenceMs = 3_600_000

type BubbleProps = {
  message: ConversationMessage
  previous: ConversationMessage | null
  /** Whether the link leads to it. */
  isLinked: boolean
  /** Whether its text is marked as a search hit. */
  isMarked: boolean
}

function Bubble({ message, previous, isLinked, isMarked }: BubbleProps) {
  const { step, path, from, text, isContextLoaded, timestamp, attachments, isDelivered, widget } = message
  const displayText = useDisplayText()
  const zone = useTimeZone()
  const isFromContact = from === 'contact'
  const showsTime =
    timestamp !== null && (previous?.timestamp == null || timestamp - previous.timestamp > maxSilenceMs)
  return (
    <li
      {...usePlace({ step, path }, isLinked)}
      tabIndex={-1}
      className={`group flex flex-col outline-none ${isFromContact ? 'items-start' : 'items-end'}`}
    >
      {showsTime && (
        <time
          dateTime={new Date(timestamp).toISOString()}
          className="self-center pt-2 pb-1 text-2xs text-faint tabular-nums"
        >
          {formatDateTime(timestamp, zone)}
        </time>
      )}
      <div
        title={widget === null ? undefined : displayText(widget)}
        className={`max-w-[85%] rounded-lg px-3 py-1.5 leading-5 wrap-anywhere whitespace-pre-wrap group-aria-[current=true]:outline-2 group-aria-[current=true]:outline-accent group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-accent ${
          isFromContact
            ? 'rounded-bl-sm border border-line bg-surface'
            : 'rounded-br-sm bg-selected forced-colors:border'
        }`}
      >
        <span className="sr-only">{isFromContact ? 'They wrote: ' : 'The flow wrote: '}</span>
        {text === null ? (
          <span className="text-faint italic">
            {isContextLoaded
              ? 'The context does not hold this message’s text.'
              : 'Text not loaded. Open this step in the Steps tab to load it.'}
          </span>
        ) : (
          <span dir="auto">
            {isMarked ? (
              <mark className="rounded-sm bg-mark text-ink">
                <TextWithNumbers text={text} />
              </mark>
            ) : (
              <TextWithNumbers text={text} />
            )}
          </span>
        )}
        {attachments > 0 && (
          <span className="flex items-center gap-1 text-xs text-muted">
            <Icon icon={Paperclip} size={12} />
            {pluralize(attachments, 'attachment')}
          </span>
        )}
      </div>
      <span className="flex items-center gap-1 px-1 pt-0.5 text-2xs text-faint tabular-nums">
        {!isDelivered && (
          <span className="flex items-center gap-1 text-warn">
            <Icon icon={TriangleAlert} size={11} />
            Not delivered
          </span>
        )}
        <TimeOfDay ms={timestamp} />
      </span>
    </li>
  )
}
