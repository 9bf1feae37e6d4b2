import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Contact } from '#emulator/data/contacts.ts'
import { jsonObject, type JsonTemplateValue, type JsonText } from '#emulator/data/json-text.ts'
import type { Rng } from '#emulator/data/random.ts'

/** The widget types that scenarios use, as Twilio writes them in a step's `type`. */
export type WidgetType =
  | 'capture-payments'
  | 'connect-call-to'
  | 'connect-virtual-agent-v2'
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

/** A flow that ran inside the run, with a context of its own. */
export type Subflow = {
  /** The index of the Run Subflow widget's own step, which follows all steps of the subflow. */
  step: number
  /** The parameters the widget passed to it. */
  parameters: JsonText
}

/** One completed widget: its event, its time and what it added to the context. */
export type WidgetExecution = {
  widget: string
  type: WidgetType
  event: string
  /** Milliseconds since 1970. */
  endedAt: number
  /** The value of `widgets.<name>` from then on; null for none. */
  output: JsonText | null
  /** The value of `trigger.conversation` from then on: a reply over Conversations. Null for none. */
  conversation: JsonText | null
  /** Entries added to `flow.variables`. */
  variables: readonly (readonly [string, JsonTemplateValue])[]
  /** The subflow that the widget belongs to; null for the flow itself. */
  subflow: Subflow | null
}

/** The input of a run. */
export type RunStart = {
  flowSid: FlowSid
  sid: EngagementSid
  /** The company's own number, E.164. */
  companyNumber: string
  contact: Contact
  /** The contact's address on this flow's channel, e.g. whatsapp:+1… */
  address: string
  startedAt: number
  rng: Rng
}

/** A whole run from its trigger to its end, including what is still in the future. */
export type GeneratedRun = {
  event: TriggerEvent
  /** The context's `trigger`. */
  trigger: JsonText
  /** The context's `flow.data`: the parameters of a REST request. */
  data: JsonText | null
  executions: WidgetExecution[]
}

/**
 * Builds one run. A scenario calls it widget by widget. The context and the steps both come from the result, so they
 * cannot disagree.
 */
export class RunBuilder {
  readonly start: RunStart
  readonly rng: Rng
  /** The run's current time, milliseconds since 1970. */
  now: number
  readonly #executions: WidgetExecution[] = []
  #subflow: Subflow | null = null
  #triggerData: Omit<GeneratedRun, 'executions'> | null = null

  constructor(start: RunStart) {
    this.start = start
    this.rng = start.rng
    this.now = start.startedAt
  }

  /** Sets what started the run. */
  trigger(event: TriggerEvent, trigger: JsonText, data: JsonText | null = null): void {
    this.#triggerData = { event, trigger, data }
  }

  /** Advances the run's time. */
  wait(seconds: number): void {
    this.now += Math.round(seconds * 1000)
  }

  /** Completes a widget at the run's current time. */
  completeWidget(
    type: WidgetType,
    widget: string,
    event: string,
    output: JsonText | null = null,
    conversation: JsonText | null = null,
  ): void {
    this.#addExecution({ widget, type, event, output, conversation, variables: [] })
  }

  /** The Set Variables widget. */
  setVariables(widget: string, variables: readonly (readonly [string, JsonTemplateValue])[]): void {
    this.wait(0.2)
    this.#addExecution({
      widget,
      type: 'set-variables',
      event: 'next',
      output: null,
      conversation: null,
      variables,
    })
  }

  /** A Split Based On widget, which adds nothing to the context. Returns `matches`. */
  split(widget: string, matches: boolean): boolean {
    this.wait(0.1)
    this.completeWidget('split-based-on', widget, matches ? 'match' : 'noMatch')
    return matches
  }

  /**
   * The Run Subflow widget. The subflow has a trigger of its own, and its variables become the widget's output. Twilio
   * allows no subflow inside a subflow.
   * @param buildSteps builds the subflow's steps
   */
  runSubflow<T>(widget: string, parameters: JsonText, buildSteps: () => T): T {
    const subflow = { step: 0, parameters }
    const firstIndex = this.#executions.length
    this.#subflow = subflow
    this.completeWidget('trigger', 'Trigger', 'incomingParent')
    const result = buildSteps()
    this.#subflow = null
    const variables = new Map(this.#executions.slice(firstIndex).flatMap((execution) => execution.variables))
    this.completeWidget('run-subflow', widget, 'completed', jsonObject(variables))
    subflow.step = this.#executions.length
    return result
  }

  build(): GeneratedRun {
    if (!this.#triggerData) throw new Error('The scenario has no trigger: call trigger() first.')
    return { ...this.#triggerData, executions: this.#executions }
  }

  #addExecution(execution: Omit<WidgetExecution, 'endedAt' | 'subflow'>): void {
    this.#executions.push({ ...execution, endedAt: this.now, subflow: this.#subflow })
  }
}

export type Scenario = (run: RunBuilder) => void
