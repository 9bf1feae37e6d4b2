import type { EngagementSid, StepSid } from '#contract/sid.ts'
import { contactAt } from './contacts.ts'
import { json, jsonObject, JsonText, type JsonPart } from './json-text.ts'
import { engagementSidAt, type LiveFlow } from './live-flow.ts'
import { Dice, mix } from './random.ts'
import { RunWriter, type Act, type Subflow, type Tale } from './run-writer.ts'
import { positionOf, sidAt } from './sid-codec.ts'

/** One run as the clock shows it. */
export type Engagement = {
  flow: LiveFlow
  position: number
  sid: EngagementSid
  address: string
  createdAt: number
  tale: Tale
  /** How many of the tale's acts are over by now. */
  done: number
  status: 'active' | 'ended'
  updatedAt: number | null
}

/** The engagement at a position: made from the flow's seed and the clock alone, and forgotten again. */
export function engagementAt(flow: LiveFlow, position: number, now: number): Engagement {
  const seed = mix(flow.seed, position)
  const dice = new Dice(seed)
  const { facts } = flow
  // Squared: some people write often, most now and then.
  const contact = contactAt(Math.floor(facts.contacts * dice.fraction() ** 2))
  const address = facts.address(contact)
  const sid = engagementSidAt(flow, position)
  const createdAt = Math.floor(flow.arrivals.createdAt(position))
  const run = new RunWriter({
    flowSid: facts.sid,
    sid,
    business: facts.business,
    contact,
    address,
    startedAt: createdAt,
    dice,
  })
  facts.story(run)
  const tale = run.tale()
  const done = countDone(tale.acts, now)
  const ended = done === tale.acts.length
  // Twilio promises no date_updated, not even for a run that has ended.
  const dated = done > 0 && mix(seed, 1) % 9 > 0
  return {
    flow,
    position,
    sid,
    address,
    createdAt,
    tale,
    done,
    status: ended ? 'ended' : 'active',
    updatedAt: dated ? (tale.acts[done - 1]?.at ?? null) : null,
  }
}

function countDone(acts: readonly Act[], now: number): number {
  let done = acts.length
  while (done > 0 && (acts[done - 1]?.at ?? 0) > now) done--
  return done
}

/** What the flow, or the subflow it was in, knew after the first `done` widgets. */
export function contextAfter(engagement: Engagement, done: number): JsonText {
  const { flow, sid, address, tale } = engagement
  const subflow = tale.acts[done - 1]?.subflow ?? null
  const acts = tale.acts.slice(0, done).filter((act) => act.subflow === subflow)
  const variables = new Map(acts.flatMap((act) => act.variables))
  const widgets = new Map<string, JsonPart>()
  for (const { widget, adds } of acts) if (adds) widgets.set(widget, adds)
  return json`{
    "flow": {
      "flow_sid": ${flow.facts.sid},
      "sid": ${sid},
      "channel": { "address": ${flow.facts.business} },
      "variables": ${jsonObject(variables)},
      "data": ${tale.data ?? json`{}`}
    },
    "trigger": ${subflow ? triggerOf(engagement, subflow) : tale.trigger},
    "widgets": ${jsonObject(widgets)},
    "contact": { "channel": { "address": ${address} } }
  }`
}

/** A subflow finds what set the run off, and beside it what it was run with. */
function triggerOf(engagement: Engagement, { step, parameters }: Subflow): JsonText {
  const { flow, sid, tale } = engagement
  const parent = json`{
    "parameters": ${parameters},
    "step_sid": ${stepSidAt(engagement, step)},
    "execution_sid": ${sid},
    "flow_sid": ${flow.facts.sid}
  }`
  return new JsonText(`${tale.trigger.text.slice(0, -1)},"parent":${parent.text}}`)
}

/** The SID of an engagement's n-th step, 0 being its trigger. */
export function stepSidAt({ flow, position }: Engagement, n: number): StepSid {
  return sidAt('FT', mix(flow.seed, position), n)
}

/** Which step that is, or null where the run has none such by now. */
export function findStep(engagement: Engagement, sid: StepSid): number | null {
  const n = positionOf('FT', mix(engagement.flow.seed, engagement.position), sid)
  return n !== null && n <= engagement.done ? n : null
}
