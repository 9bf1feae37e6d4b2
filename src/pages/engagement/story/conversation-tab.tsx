import { MessagesSquare, Paperclip, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { pluralize } from '#format/count.ts'
import { formatDateTime } from '#format/time/time.ts'
import { buildConversation, type ConversationMessage } from '#story/conversation.ts'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { TextWithNumbers } from '#pages/shared/phone/text-with-numbers.tsx'
import { TimeOfDay } from '#pages/shared/values.tsx'
import { AsyncTab } from '#pages/engagement/shared/async-tab.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { useMatchedText, useScrollToMatch } from './use-matched-text.ts'
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
  return (
    <AsyncTab
      problem={problem}
      title="The steps couldn’t be loaded"
      onRetry={retry}
      loadingLabel="Loading the messages"
    >
      {messages && <Messages messages={messages} matchedText={matchedText} />}
    </AsyncTab>
  )
}

type MessagesProps = {
  messages: readonly ConversationMessage[]
  /** The text of the message at which a search hit opens; null without one. */
  matchedText: string | null
}

function Messages({ messages, matchedText }: MessagesProps) {
  if (messages.length === 0) {
    return (
      <EmptyState
        icon={<MessagesSquare aria-hidden size={28} strokeWidth={1.5} />}
        title="No messages in this run"
      >
        For a call, see the Story tab.
      </EmptyState>
    )
  }
  return (
    // Nothing in it takes the focus, so the scroll container does: arrow keys can scroll it.
    <div
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
            isMatch={matchedText !== null && message.text === matchedText}
          />
        ))}
      </ol>
    </div>
  )
}

/** After a pause longer than this, in ms, the full date and time are shown again. */
const maxSilenceMs = 3_600_000

function Bubble({
  message,
  previous,
  isMatch,
}: {
  message: ConversationMessage
  previous: ConversationMessage | null
  isMatch: boolean
}) {
  const scrollToMatch = useScrollToMatch(isMatch)
  const { from, text, isContextLoaded, timestamp, attachments, isDelivered, widget } = message
  const displayText = useDisplayText()
  const zone = useTimeZone()
  const isFromContact = from === 'contact'
  const showsTime =
    timestamp !== null && (previous?.timestamp == null || timestamp - previous.timestamp > maxSilenceMs)
  return (
    <li ref={scrollToMatch} className={`flex flex-col ${isFromContact ? 'items-start' : 'items-end'}`}>
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
        className={`max-w-[85%] rounded-lg px-3 py-1.5 leading-5 wrap-anywhere whitespace-pre-wrap ${
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
            {isMatch ? (
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
            <Paperclip aria-hidden size={12} />
            {pluralize(attachments, 'attachment')}
          </span>
        )}
      </div>
      <span className="flex items-center gap-1 px-1 pt-0.5 text-2xs text-faint tabular-nums">
        {!isDelivered && (
          <span className="flex items-center gap-1 text-warn">
            <TriangleAlert aria-hidden size={11} />
            Not delivered
          </span>
        )}
        <TimeOfDay ms={timestamp} />
      </span>
    </li>
  )
}
