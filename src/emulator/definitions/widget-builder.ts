import type { WidgetType } from '#emulator/scenarios/run-builder.ts'

type Condition = { friendly_name: string; arguments: string[]; type: string; value?: string }
type Transition = { event: string; next?: string; conditions?: Condition[] }

/** A widget as Studio writes it in a definition's `states`, without its place on the canvas. */
export type Widget = {
  name: string
  type: WidgetType
  transitions: Transition[]
  properties: Record<string, unknown>
}

/**
 * A widget.
 * @param next the next widget by event; null where the flow ends
 */
export function widget(
  type: WidgetType,
  name: string,
  next: Record<string, string | null>,
  properties: Record<string, unknown> = {},
): Widget {
  return {
    name,
    type,
    transitions: Object.entries(next).map(([event, to]) => ({ event, ...(to !== null && { next: to }) })),
    properties,
  }
}

/** The trigger: one of its events starts the flow. */
export function trigger(event: string, next: string): Widget {
  const events = [
    'incomingMessage',
    'incomingCall',
    'incomingConversationMessage',
    'incomingRequest',
    'incomingParent',
  ]
  return widget(
    'trigger',
    'Trigger',
    Object.fromEntries(events.map((it) => [it, it === event ? next : null])),
  )
}

/** A condition of a split, and the widget it leads to; `subject` replaces the split's input. */
export type SplitMatch = { to: string | null; type: string; value: string; subject?: string }

/** The Split Based On widget: its conditions in order, then where it leads when none holds. */
export function split(
  name: string,
  input: string,
  matches: readonly SplitMatch[],
  noMatch: string | null,
): Widget {
  return {
    name,
    type: 'split-based-on',
    transitions: [
      { event: 'noMatch', ...(noMatch !== null && { next: noMatch }) },
      ...matches.map(({ to, type, value, subject = input }) => ({
        event: 'match',
        ...(to !== null && { next: to }),
        conditions: [{ friendly_name: `If value ${type} ${value}`, arguments: [subject], type, value }],
      })),
    ],
    properties: { input },
  }
}

/** The Send Message widget, whose two events lead to the same widget. */
export function sendMessage(name: string, body: string, next: string | null): Widget {
  return widget(
    'send-message',
    name,
    { sent: next, failed: next },
    { from: '{{flow.channel.address}}', to: '{{contact.channel.address}}', body },
  )
}

/** The Send & Wait For Reply widget. A delivery that failed ends the flow. */
export function askByMessage(
  name: string,
  body: string,
  next: { reply: string | null; timeout: string | null },
  timeoutSeconds = 3600,
): Widget {
  return widget(
    'send-and-wait-for-reply',
    name,
    {
      incomingMessage: next.reply,
      incomingConversationMessage: next.reply,
      timeout: next.timeout,
      deliveryFailure: null,
    },
    { from: '{{flow.channel.address}}', body, timeout: String(timeoutSeconds) },
  )
}

/** The Set Variables widget. */
export function setVariables(name: string, variables: Record<string, string>, next: string | null): Widget {
  return widget(
    'set-variables',
    name,
    { next },
    { variables: Object.entries(variables).map(([key, value]) => ({ key, value })) },
  )
}

/** The Say/Play widget. */
export function say(name: string, text: string, next: string | null): Widget {
  return widget('say-play', name, { audioComplete: next }, { say: text, loop: 1 })
}

/** The Make HTTP Request widget, whose two events lead to the same widget. */
export function httpRequest(name: string, path: string, next: string | null): Widget {
  return widget(
    'make-http-request',
    name,
    { success: next, failed: next },
    {
      method: 'POST',
      url: `https://api.example.com/${path}`,
      content_type: 'application/json;charset=utf-8',
    },
  )
}

/** The Run Function widget, whose two events lead to the same widget. */
export function runFunction(name: string, next: string | null): Widget {
  return widget(
    'run-function',
    name,
    { success: next, fail: next },
    { url: `https://functions.example.com/${name}`, timeout: 10_000 },
  )
}

/** The Record Voicemail widget, after which the flow ends or goes on, whatever was recorded. */
export function recordVoicemail(name: string, next: string | null): Widget {
  return widget(
    'record-voicemail',
    name,
    { recordingComplete: next, noAudio: next, hangup: next },
    { play_beep: 'true', max_length: 3600 },
  )
}
