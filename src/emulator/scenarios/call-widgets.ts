import { accountSid } from '#emulator/data/account.ts'
import { json } from '#emulator/data/json-text.ts'
import type { RunBuilder } from './run-builder.ts'

/** Outcomes of a call: each applies to chances below `maxChance`, and takes a number of seconds in `secondsRange`. */
const callOutcomes = [
  { maxChance: 0.44, event: 'answered', status: 'in-progress', answeredBy: 'human', secondsRange: [4, 22] },
  {
    maxChance: 0.52,
    event: 'answered',
    status: 'in-progress',
    answeredBy: 'machine_start',
    secondsRange: [18, 26],
  },
  { maxChance: 0.79, event: 'noAnswer', status: 'no-answer', answeredBy: null, secondsRange: [60, 60] },
  { maxChance: 0.97, event: 'busy', status: 'busy', answeredBy: null, secondsRange: [2, 5] },
  { maxChance: 1, event: 'failed', status: 'failed', answeredBy: null, secondsRange: [1, 2] },
] as const

/** The Make Outgoing Call widget. It completes when the call is answered or has failed. */
export function makeCall(
  run: RunBuilder,
  widget: string,
): { event: (typeof callOutcomes)[number]['event']; byMachine: boolean; callSid: string } {
  const { rng, start } = run
  const callSid = rng.sid('CA')
  const chance = rng.fraction()
  const {
    event,
    status,
    answeredBy,
    secondsRange: [minSeconds, maxSeconds],
  } = callOutcomes.find(({ maxChance }) => chance < maxChance) ?? callOutcomes[0]
  run.wait(rng.integer(minSeconds, maxSeconds))
  run.completeWidget(
    'make-outgoing-call-v2',
    widget,
    event,
    json`{
      "CallSid": ${callSid}, "AccountSid": ${accountSid}, "CallStatus": ${status}, "AnsweredBy": ${answeredBy},
      "Direction": "outbound-api", "ApiVersion": "2010-04-01", "From": ${start.companyNumber}, "To": ${start.address}
    }`,
  )
  return { event, byMachine: answeredBy === 'machine_start', callSid }
}

/**
 * The Gather Input On Call widget.
 * @param chooseInput the caller's input: digits are pressed, anything else is spoken
 * @param maxChances the caller hangs up below `hangup`, and is silent from there to `silence`
 * @returns how the widget ended, and the input; null for none
 */
export function gatherInput(
  run: RunBuilder,
  widget: string,
  callSid: string,
  chooseInput: () => string,
  maxChances: { hangup: number; silence: number } = { hangup: 0.05, silence: 0.15 },
): { event: 'keypress' | 'speech' | 'timeout' | 'hangup'; answer: string | null } {
  const { rng } = run
  const chance = rng.fraction()
  run.wait(rng.integer(3, 14))
  if (chance < maxChances.hangup) {
    const output = json`{ "CallSid": ${callSid}, "CallStatus": "completed" }`
    run.completeWidget('gather-input-on-call', widget, 'hangup', output)
    return { event: 'hangup', answer: null }
  }
  if (chance <= maxChances.silence) {
    run.completeWidget(
      'gather-input-on-call',
      widget,
      'timeout',
      json`{ "msg": "Gather End", "CallSid": ${callSid} }`,
    )
    return { event: 'timeout', answer: null }
  }
  const input = chooseInput()
  const event = /^\d+$/.test(input) ? 'keypress' : 'speech'
  const output =
    event === 'keypress'
      ? json`{ "Digits": ${input}, "msg": "Gather End", "FinishedOnKey": "", "CallSid": ${callSid} }`
      : json`{ "SpeechResult": ${input}, "Confidence": ${`0.${rng.integer(61, 98)}`}, "msg": "Gather End", "CallSid": ${callSid} }`
  run.completeWidget('gather-input-on-call', widget, event, output)
  return { event, answer: input }
}

/** Pay's result for each event of the Capture Payments widget. https://www.twilio.com/docs/voice/twiml/pay#result */
const payResults = {
  success: 'success',
  maxFailedAttempts: 'too-many-failed-attempts',
  providerError: 'payment-connector-error',
  payInterrupted: 'caller-interrupted-with-star',
  hangup: 'caller-hung-up',
} as const

/** The Capture Payments widget: the provider's confirmation code, empty when the payment failed. */
export function capturePayment(
  run: RunBuilder,
  widget: string,
  callSid: string,
): { event: keyof typeof payResults; code: string } {
  const { rng } = run
  const event = rng.pick([
    'success',
    'success',
    'success',
    'success',
    'success',
    'maxFailedAttempts',
    'providerError',
    'payInterrupted',
    'hangup',
  ])
  const code = event === 'success' ? `ch_${rng.hex(24)}` : ''
  run.wait(event === 'hangup' ? rng.integer(6, 40) : rng.integer(35, 110))
  const successOutput = json`{
    "Result": "success", "PaymentConfirmationCode": ${code}, "PaymentToken": "",
    "PaymentMethod": "credit-card", "PaymentCardType": ${rng.pick(['visa', 'mastercard', 'amex'])},
    "PaymentCardNumber": ${`xxxxxxxxxxxx${rng.digits(4)}`}, "ExpirationDate": "xxxx", "SecurityCode": "xxx",
    "CallSid": ${callSid}
  }`
  const failureOutput = json`{
    "Result": ${payResults[event]}, "PaymentConfirmationCode": "", "PaymentToken": "", "CallSid": ${callSid}
  }`
  run.completeWidget('capture-payments', widget, event, event === 'success' ? successOutput : failureOutput)
  return { event, code }
}

/** The Enqueue Call widget. It completes when the call with the agent is over. */
export function enqueueCall(
  run: RunBuilder,
  widget: string,
  callSid: string,
): 'bridged' | 'hangup' | 'queue-full' {
  const { rng } = run
  const result = rng.pick(['bridged', 'bridged', 'bridged', 'hangup', 'queue-full'])
  const waitSeconds = result === 'queue-full' ? 0 : rng.integer(12, 900)
  run.wait(waitSeconds + (result === 'bridged' ? rng.integer(60, 900) : 0))
  run.completeWidget(
    'enqueue-call',
    widget,
    result === 'queue-full' ? 'failedToEnqueue' : 'callComplete',
    json`{
      "QueueResult": ${result}, "QueueSid": ${rng.sid('QU')}, "QueueTime": ${String(waitSeconds)},
      "CallSid": ${callSid}, "CallStatus": ${result === 'hangup' ? 'completed' : 'in-progress'}
    }`,
  )
  return result
}

/** The Connect Call To widget. Returns whether they talked. */
export function connectCall(run: RunBuilder, widget: string, callSid: string): boolean {
  const { rng } = run
  const status = rng.pick(['completed', 'completed', 'completed', 'no-answer', 'busy', 'failed'])
  const talkSeconds = status === 'completed' ? rng.integer(30, 1500) : 0
  run.wait(rng.integer(8, 40) + talkSeconds)
  run.completeWidget(
    'connect-call-to',
    widget,
    // For a call that nobody answered too.
    'callCompleted',
    json`{
      "CallSid": ${callSid}, "DialCallSid": ${rng.sid('CA')}, "DialCallStatus": ${status},
      "DialCallDuration": ${String(talkSeconds)}, "DialBridged": ${String(talkSeconds > 0)}
    }`,
  )
  return talkSeconds > 0
}

/** The Record Voicemail widget. Some callers say nothing. */
export function recordVoicemail(run: RunBuilder, widget: string, callSid: string): void {
  const { rng } = run
  const seconds = rng.chance(0.2) ? 0 : rng.integer(4, 90)
  run.wait(5 + seconds)
  const recordingSid = rng.sid('RE')
  run.completeWidget(
    'record-voicemail',
    widget,
    seconds ? 'recordingComplete' : 'noAudio',
    seconds
      ? json`{ "CallSid": ${callSid}, "RecordingSid": ${recordingSid}, "RecordingDuration": ${String(seconds)}, "RecordingUrl": ${`https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}`} }`
      : json`{ "CallSid": ${callSid} }`,
  )
}

/**
 * The Connect Virtual Agent widget. Returns whether it could help; the others go on to a person or to voicemail.
 * @see https://www.twilio.com/docs/voice/twiml/connect/virtualagent
 */
export function askVirtualAgent(run: RunBuilder, widget: string, callSid: string): boolean {
  const { rng } = run
  const event = rng.pick(['completed', 'completed', 'live-agent-handoff', 'failed'])
  run.wait(event === 'failed' ? rng.integer(1, 4) : rng.integer(20, 180))
  const output =
    event === 'failed'
      ? json`{ "CallSid": ${callSid}, "VirtualAgentStatus": "failed", "VirtualAgentErrorCode": "32902", "VirtualAgentError": "The provider did not respond" }`
      : json`{ "CallSid": ${callSid}, "VirtualAgentStatus": ${event} }`
  run.completeWidget('connect-virtual-agent-v2', widget, event, output)
  return event === 'completed'
}
