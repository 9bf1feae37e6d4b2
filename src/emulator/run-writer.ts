import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Contact } from './contacts.ts'
import { jsonObject, type JsonPart, type JsonText } from './json-text.ts'
import type { Dice } from './random.ts'

/** The widget types the stories use, as Twilio spells them in a step's `type`. */
export type WidgetType =
  | 'capture-payments'
  | 'connect-call-to'
  | 'enqueue-call'
  | 'gather-input-on-call'
  | 'make-http-request'
  | 'make-outgoing-call-v2'
  | 'record-voicemail'
  | 'run-function'
  | 'run-subflow'
  | 'say-play'
  | 'send-and-wait-for-reply'
  | 'send-message'
  | 'send-to-flex'
  | 'set-variables'
  | 'split-based-on'
  | 'trigger'

export type TriggerEvent = 'incomingMessage' | 'incomingCall' | 'incomingRequest'

/** Another flow that ran within the run, in a context of its own. */
export type Subflow = {
  /** The number of the Run Subflow widget's own step, which comes when everything in the subflow is over. */
  step: number
  /** What the widget passed on to it. */
  parameters: JsonText
}

/** One widget that did its work: the event it ended with, when, and what it added to the context. */
export type Act = {
  widget: string
  type: WidgetType
  event: string
  /** Milliseconds since 1970. */
  at: number
  /** What stands under `widgets.<name>` from then on; null when the widget leaves nothing. */
  adds: JsonText | null
  /** What stands under `flow.variables` from then on. */
  variables: readonly (readonly [string, JsonPart])[]
  /** The subflow it is a widget of; null in the flow itself. */
  subflow: Subflow | null
}

/** What a run starts with. */
export type RunStart = {
  flowSid: FlowSid
  sid: EngagementSid
  /** The company's own number, E.164. */
  business: string
  contact: Contact
  /** How the contact is addressed on this flow's channel, e.g. whatsapp:+1… */
  address: string
  startedAt: number
  dice: Dice
}

/** A whole run, told from its trigger to its end, whatever the clock says. */
export type Tale = {
  event: TriggerEvent
  /** What stands under `trigger`. */
  trigger: JsonText
  /** What stands under `flow.data`: a REST request's parameters. */
  data: JsonText | null
  acts: Act[]
}

/**
 * Tells one run: a story calls it widget by widget, and both the context and the steps are read from the one tale it
 * leaves, so that they cannot disagree.
 */
export class RunWriter {
  readonly start: RunStart
  readonly dice: Dice
  /** Where the tale has come to, milliseconds since 1970. */
  now: number
  readonly #acts: Act[] = []
  #subflow: Subflow | null = null
  #opening: Omit<Tale, 'acts'> | null = null

  constructor(start: RunStart) {
    this.start = start
    this.dice = start.dice
    this.now = start.startedAt
  }

  /** What set the run off. */
  trigger(event: TriggerEvent, trigger: JsonText, data: JsonText | null = null): void {
    this.#opening = { event, trigger, data }
  }

  /** The run waits, inside the widget it is in. */
  wait(seconds: number): void {
    this.now += Math.round(seconds * 1000)
  }

  /** A widget ends its work now, with this event. */
  widget(type: WidgetType, widget: string, event: string, adds: JsonText | null = null): void {
    this.#act({ widget, type, event, adds, variables: [] })
  }

  /** The Set Variables widget. */
  set(widget: string, variables: readonly (readonly [string, JsonPart])[]): void {
    this.wait(0.2)
    this.#act({ widget, type: 'set-variables', event: 'next', adds: null, variables })
  }

  /** A Split, which takes no time and leaves nothing. */
  split(widget: string, matches: boolean): boolean {
    this.wait(0.1)
    this.widget('split-based-on', widget, matches ? 'match' : 'noMatch')
    return matches
  }

  /**
   * The Run Subflow widget: another flow runs within this one, from a trigger of its own, and the variables it set are
   * left under the widget's name. Twilio runs no subflow within a subflow.
   * @param tell what happens in it
   */
  subflow<T>(widget: string, parameters: JsonText, tell: () => T): T {
    const subflow = { step: 0, parameters }
    const from = this.#acts.length
    this.#subflow = subflow
    this.widget('trigger', 'Trigger', 'incomingParent')
    const told = tell()
    this.#subflow = null
    const set = new Map(this.#acts.slice(from).flatMap((act) => act.variables))
    this.widget('run-subflow', widget, 'completed', jsonObject(set))
    subflow.step = this.#acts.length
    return told
  }

  tale(): Tale {
    if (!this.#opening) throw new Error('A story without a trigger: call trigger() first.')
    return { ...this.#opening, acts: this.#acts }
  }

  #act(act: Omit<Act, 'at' | 'subflow'>): void {
    this.#acts.push({ ...act, at: this.now, subflow: this.#subflow })
  }
}

export type Story = (run: RunWriter) => void
