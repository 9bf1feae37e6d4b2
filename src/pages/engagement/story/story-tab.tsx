import { BookOpenText, ClipboardList, Flag, Hourglass, TriangleAlert } from 'lucide-react'

import { defaultView, paths } from '#address/address.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { tellStory, type Ending, type Sentence, type Story } from '#story/tell.ts'
import { printTicket } from '#story/ticket.ts'
import { Blank } from '#ui/blank.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useNow } from '#ui/use-now.ts'
import { useShown } from '#ui/veil.ts'

import { Clock } from '#pages/shared/values.tsx'
import { indentOf } from '#pages/engagement/steps/indent.ts'
import { WidgetIcon } from '#pages/engagement/steps/widget-icon.tsx'
import { TabStates } from '#pages/engagement/tab-states.tsx'
import type { Run } from '#pages/engagement/use-engagement.ts'
import { StoryWords } from './story-words.tsx'
import { useTold } from './use-told.ts'

type StoryTabProps = { flowSid: FlowSid; engagementSid: EngagementSid; run: Run }

/** What the run did in plain sentences, to be read, and copied into a ticket. */
export function StoryTab({ flowSid, engagementSid, run }: StoryTabProps) {
  const { told, problem, retry } = useTold(flowSid, engagementSid, run)
  const now = useNow()
  const { status = null, contact_channel_address: contact = null } = run.engagement?.fields ?? {}
  const story = told && tellStory(told.steps, told.known, status, now, told.ofSteps)

  function ticket(of: Story) {
    const link = paths.engagement(flowSid, engagementSid, { ...defaultView, tab: 'story' })
    return printTicket(of, { engagementSid, contact, status, link: window.location.origin + link })
  }

  return (
    <TabStates
      problem={problem}
      title="The steps could not be read"
      onRetry={retry}
      waiting="Reading the steps"
    >
      {story && <ToldStory story={story} ticket={() => ticket(story)} />}
    </TabStates>
  )
}

function ToldStory({ story, ticket }: { story: Story; ticket: () => string }) {
  if (story.sentences.length === 0) {
    return (
      <Blank icon={<BookOpenText aria-hidden size={28} strokeWidth={1.5} />} title="Nothing to tell">
        Twilio lists no step of this run. Steps are deleted with the run, 30 days after it started.
      </Blank>
    )
  }
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 border-b border-line py-1.5 pr-3 pl-5">
        {story.ending && <EndingLine ending={story.ending} />}
        <CopyButton icon={ClipboardList} label="Copy for a ticket" text={ticket} className="ml-auto" />
      </div>
      <div
        // Nothing in it takes the focus, so the scroller does.
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

function EndingLine({ ending }: { ending: Ending }) {
  const { Icon, look } = iconOf(ending.kind)
  return (
    <p className="flex min-w-0 items-center gap-2">
      <Icon aria-hidden size={16} className={`shrink-0 ${look}`} />
      <span className="min-w-0 font-medium">
        <StoryWords words={ending.words} />
      </span>
    </p>
  )
}

function iconOf(kind: Ending['kind']) {
  if (kind === 'waiting') return { Icon: Hourglass, look: 'text-active' }
  // Twilio knows no success: a run that came to its end is just that.
  return kind === 'end' ? { Icon: Flag, look: 'text-muted' } : { Icon: TriangleAlert, look: 'text-warn' }
}

function SentenceItem({ sentence }: { sentence: Sentence }) {
  const shown = useShown()
  const { at, type, words, widget, trouble, depth } = sentence
  return (
    <li
      aria-level={depth + 1}
      className="grid grid-cols-[64px_auto_minmax(0,1fr)] gap-x-2.5 py-1.5 pr-5 pl-4 leading-5 hover:bg-hover"
    >
      <div className="text-right text-xs leading-5 text-muted tabular-nums">
        <Clock ms={at} />
      </div>
      <span
        aria-hidden
        style={{ marginLeft: indentOf(depth) }}
        className={`flex size-5 items-center justify-center rounded-full ${trouble === null ? 'bg-hover text-muted' : 'bg-warn-soft text-warn'}`}
      >
        <WidgetIcon type={type} />
      </span>
      <p className="min-w-0 wrap-anywhere text-muted" title={widget === null ? undefined : shown(widget)}>
        <StoryWords words={words} />
        {trouble !== null && (
          <span className="ml-2 rounded-sm whitespace-nowrap bg-warn-soft px-1.5 py-0.5 text-2xs font-medium text-warn">
            {trouble}
          </span>
        )}
      </p>
    </li>
  )
}
