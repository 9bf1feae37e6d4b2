import type { ReactNode } from 'react'

import { outcomeText } from '#contract/outcome.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { flowdeskVersion } from '#contract/version.ts'
import { formatCount, pluralize } from '#format/count.ts'
import { formatDateTimeWithZone, parseTime } from '#format/time/time.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'
import { buildConversation } from '#story/conversation.ts'
import { buildStory } from '#story/build-story.ts'
import { outcomeOf } from '#story/outcome.ts'
import type { EngagementResponse } from '#twilio/engagement-response.ts'
import { paths } from '#urls/urls.ts'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'
import { TextWithNumbers } from '#pages/shared/phone/text-with-numbers.tsx'
import { EmptyValue, TimeOfDay } from '#pages/shared/values.tsx'
import { toFields } from '#pages/engagement/details/details-tab.tsx'
import { SentenceSegments } from '#pages/engagement/story/sentence-segments.tsx'
import type { StoryData } from '#pages/engagement/story/use-story-data.ts'
import { printedContext } from './printed-context.ts'

type PrintedRunProps = {
  runList: RunList
  engagementSid: EngagementSid
  engagement: EngagementResponse
  flowName: string | null
  story: StoryData
  context: ParsedText | null
  /** When it is printed, in milliseconds since 1970. */
  nowMs: number
}

/** One run as a document: the text of all tabs, masked as on the screen, without controls. */
export function PrintedRun(props: PrintedRunProps) {
  const { runList, engagementSid, engagement, flowName, story, context, nowMs } = props
  const zone = useTimeZone()
  const { contact_channel_address: contact, date_created, status } = engagement.fields
  const started = parseTime(date_created)
  const { steps, runContext, stepContexts } = story
  const { sentences, ending } = buildStory(steps, runContext, status, nowMs, stepContexts)
  const messages = buildConversation(steps, runContext, stepContexts)
  const outcome = outcomeOf(steps, runContext, status, stepContexts)
  const head: [string, ReactNode][] = [
    ['Flow', <UntrustedText key="" text={flowName ?? 'Unnamed flow'} />],
    ['Outcome', <UntrustedText key="" text={outcomeText(outcome)} />],
    ['Started', started === null ? 'unknown' : formatDateTimeWithZone(started, zone)],
    ['Engagement', engagementSid],
    ['Link', window.location.origin + paths.engagement(runList, engagementSid)],
    ['Printed', `${formatDateTimeWithZone(nowMs, zone)}, by Flowdesk ${flowdeskVersion}`],
  ]
  return (
    <article className="printed-run text-ink">
      <h1 className="text-xl font-semibold">
        {contact === null ? 'No contact' : <ContactAddress address={contact} />}
      </h1>
      <dl className="pt-2">
        {head.map(([name, value]) => (
          <Field key={name} name={name}>
            {value}
          </Field>
        ))}
      </dl>

      <Section title="Story">
        {ending && (
          <p className="pb-1 font-medium">
            <SentenceSegments segments={ending.segments} />
          </p>
        )}
        <ol>
          {sentences.map(({ sid, timestamp, segments, failure }, i) => (
            <li key={sid ?? i} className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3 py-0.5">
              <TimeOfDay ms={timestamp} previousMs={sentences[i - 1]?.timestamp ?? null} />
              <span className="wrap-anywhere">
                <SentenceSegments segments={segments} />
                {failure !== null && <span className="font-medium"> ({failure})</span>}
              </span>
            </li>
          ))}
        </ol>
        {sentences.length === 0 && 'No steps recorded.'}
      </Section>

      <Section title="Conversation">
        <ol>
          {messages.map(({ from, text, isContextLoaded, timestamp, attachments, isDelivered }, i) => (
            <li key={i} className="grid grid-cols-[72px_64px_minmax(0,1fr)] gap-x-3 py-0.5">
              <TimeOfDay ms={timestamp} previousMs={messages[i - 1]?.timestamp ?? null} />
              <span className="font-medium">{from === 'contact' ? 'Contact' : 'Flow'}</span>
              <span className="wrap-anywhere whitespace-pre-wrap">
                {text === null ? (
                  isContextLoaded ? (
                    'The context does not hold this message’s text.'
                  ) : (
                    'Text not loaded.'
                  )
                ) : (
                  <TextWithNumbers text={text} />
                )}
                {attachments > 0 && ` (${pluralize(attachments, 'attachment')})`}
                {!isDelivered && <span className="font-medium"> (not delivered)</span>}
              </span>
            </li>
          ))}
        </ol>
        {messages.length === 0 && 'No messages in this run.'}
      </Section>

      <Section title="Steps">
        <PrintedSteps steps={steps} />
      </Section>

      <Section title="Details">
        <PrintedDetails engagement={engagement} />
      </Section>

      <Section title="Context" isOnNewPage>
        {context === null ? 'Twilio sent no context.' : <PrintedContext context={context} />}
      </Section>
    </article>
  )
}

type SectionProps = { title: string; isOnNewPage?: boolean; children: ReactNode }

function Section({ title, isOnNewPage = false, children }: SectionProps) {
  return (
    <section className={isOnNewPage ? 'new-page' : ''}>
      <h2 className="mt-5 mb-1.5 border-b border-line-strong pb-0.5 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[184px_minmax(0,1fr)] gap-x-3 py-px">
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  )
}

function PrintedSteps({ steps }: { steps: readonly Step[] }) {
  return (
    <table className="w-full text-left">
      <thead className="text-muted">
        <tr>
          {['No.', 'Time', 'Widget', 'Event', 'Next'].map((title) => (
            <th key={title} scope="col" className="pr-3 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ sid, date_created, transitioned_from, name, transitioned_to }, i) => (
          <tr key={sid ?? i} className="align-top">
            <td className="pr-3 tabular-nums">{i + 1}</td>
            <td className="pr-3 whitespace-nowrap tabular-nums">
              <TimeOfDay
                ms={parseTime(date_created)}
                previousMs={parseTime(steps[i - 1]?.date_created ?? null)}
              />
            </td>
            {[transitioned_from, name, transitioned_to].map((text, column) => (
              <td key={column} className="pr-3 wrap-anywhere">
                {text === null ? <EmptyValue label="None" /> : <UntrustedText text={text} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PrintedDetails({ engagement }: { engagement: EngagementResponse }) {
  const displayText = useDisplayText()
  const zone = useTimeZone()
  return (
    <dl>
      {engagement.entries
        .filter(({ key }) => key !== 'context')
        .flatMap((entry) => toFields(entry, null, zone))
        .map(({ name, value }, i) => (
          // Keys may repeat.
          // oxlint-disable-next-line react/no-array-index-key
          <Field key={i} name={name}>
            <bdi>{displayText(value)}</bdi>
          </Field>
        ))}
    </dl>
  )
}

function PrintedContext({ context }: { context: ParsedText }) {
  const { text, isCut } = printedContext(context, useTextMask())
  return (
    <>
      {isCut && (
        <p className="pb-1">
          Only the first {formatCount(text.length)} characters are printed. “Save run” writes all of them.
        </p>
      )}
      <pre className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">{text}</pre>
    </>
  )
}
