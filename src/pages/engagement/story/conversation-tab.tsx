import { MessagesSquare, Paperclip, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'

import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { countOf } from '#display/count.ts'
import { formatMinute } from '#display/time.ts'
import { conversationOf, type Message } from '#story/conversation.ts'
import { Blank } from '#ui/blank.tsx'
import { ShownText } from '#ui/shown-text.tsx'
import { useShown } from '#ui/veil.ts'

import { Clock } from '#pages/shared/values.tsx'
import { TabStates } from '#pages/engagement/tab-states.tsx'
import type { Run } from '#pages/engagement/use-engagement.ts'
import { useTold } from './use-told.ts'

type ConversationTabProps = { flowSid: FlowSid; engagementSid: EngagementSid; run: Run }

/** The run as the customer saw it. */
export function ConversationTab({ flowSid, engagementSid, run }: ConversationTabProps) {
  const { told, problem, retry } = useTold(flowSid, engagementSid, run)
  const messages = useMemo(() => told && conversationOf(told.steps, told.known, told.ofSteps), [told])
  return (
    <TabStates
      problem={problem}
      title="The steps could not be read"
      onRetry={retry}
      waiting="Reading the messages"
    >
      {messages && <Messages messages={messages} />}
    </TabStates>
  )
}

function Messages({ messages }: { messages: readonly Message[] }) {
  if (messages.length === 0) {
    return (
      <Blank icon={<MessagesSquare aria-hidden size={28} strokeWidth={1.5} />} title="No messages">
        This run neither got nor sent a message. If it was a call, the Story tab tells what happened.
      </Blank>
    )
  }
  return (
    // Nothing in it takes the focus, so the scroller does.
    <div
      tabIndex={0}
      role="group"
      aria-label="Conversation"
      className="focus-ring-inset min-h-0 flex-1 overflow-y-auto bg-canvas"
    >
      <ol aria-label="Messages" className="flex flex-col gap-2 px-5 py-4">
        {messages.map((message, i) => (
          <Bubble key={i} message={message} before={messages[i - 1] ?? null} />
        ))}
      </ol>
    </div>
  )
}

/** After a silence this long, in ms, the whole time is said again. */
const longSilence = 3_600_000

function Bubble({ message, before }: { message: Message; before: Message | null }) {
  const { from, text, at, attachments, delivered, widget } = message
  const shown = useShown()
  const isTheirs = from === 'contact'
  const isLater = at !== null && (before?.at == null || at - before.at > longSilence)
  return (
    <li className={`flex flex-col ${isTheirs ? 'items-start' : 'items-end'}`}>
      {isLater && (
        <time
          dateTime={new Date(at).toISOString()}
          className="self-center pt-2 pb-1 text-2xs text-faint tabular-nums"
        >
          {formatMinute(at)}
        </time>
      )}
      <div
        title={widget === null ? undefined : shown(widget)}
        className={`max-w-[85%] rounded-lg px-3 py-1.5 leading-5 wrap-anywhere whitespace-pre-wrap ${
          isTheirs ? 'rounded-bl-sm border border-line bg-surface' : 'rounded-br-sm bg-selected'
        }`}
      >
        <span className="sr-only">{isTheirs ? 'They wrote: ' : 'The flow wrote: '}</span>
        {text === null ? (
          <span className="text-faint italic">
            Words not known: the list came without this step’s context
          </span>
        ) : (
          <span dir="auto">
            <ShownText text={text} />
          </span>
        )}
        {attachments > 0 && (
          <span className="flex items-center gap-1 text-xs text-muted">
            <Paperclip aria-hidden size={12} />
            {countOf(attachments, 'attachment')}
          </span>
        )}
      </div>
      <span className="flex items-center gap-1 px-1 pt-0.5 text-2xs text-faint tabular-nums">
        {!delivered && (
          <span className="flex items-center gap-1 text-warn">
            <TriangleAlert aria-hidden size={11} />
            Not delivered
          </span>
        )}
        <Clock ms={at} />
      </span>
    </li>
  )
}
