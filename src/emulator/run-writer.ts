import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Contact } from './contacts.ts'
import type { JsonPart, JsonText } from './json-text.ts'
import type { Dice } from './random.ts'

/** The widget types the stories use, as Twilio spells them in a step's `type`. */
export type WidgetType =
  | 'connect-call-to'
  | 'gather-input-on-call'
  | 'make-http-request'
  | 'record-voicemail'
  | 'run-function'
  | 'say-play'
  | 'send-and-wait-for-reply'
  | 'send-message'
  | 'send-to-flex'
  | 'set-variables'
  | 'split-based-on'

export type TriggerEvent = 'incomingMessage' | 'incomingCall' | 'incomingRequest'

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
    this.#acts.push({ widget, type, event, at: this.now, adds, variables: [] })
  }

  /** The Set Variables widget. */
  set(widget: string, variables: readonly (readonly [string, JsonPart])[]): void {
    this.wait(0.2)
    this.#acts.push({ widget, type: 'set-variables', event: 'next', at: this.now, adds: null, variables })
  }

  /** A Split, which takes no time and leaves nothing. */
  split(widget: string, matches: boolean): boolean {
    this.wait(0.1)
    this.widget('split-based-on', widget, matches ? 'match' : 'noMatch')
    return matches
  }

  tale(): Tale {
    if (!this.#opening) throw new Error('A story without a trigger: call trigger() first.')
    return { ...this.#opening, acts: this.#acts }
  }
}

export type Story = (run: RunWriter) => void
