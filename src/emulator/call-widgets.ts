import { accountSid } from './account.ts'
import { json } from './json-text.ts'
import type { RunWriter } from './run-writer.ts'

/** What becomes of a call: up to which chance, and how many seconds that takes. */
const calls = [
  { upTo: 0.44, event: 'answered', status: 'in-progress', by: 'human', seconds: [4, 22] },
  { upTo: 0.52, event: 'answered', status: 'in-progress', by: 'machine_start', seconds: [18, 26] },
  { upTo: 0.79, event: 'noAnswer', status: 'no-answer', by: null, seconds: [60, 60] },
  { upTo: 0.97, event: 'busy', status: 'busy', by: null, seconds: [2, 5] },
  { upTo: 1, event: 'failed', status: 'failed', by: null, seconds: [1, 2] },
] as const

/** The Make Outgoing Call widget, which goes on once the call is answered, or is not going to be. */
export function makeCall(
  run: RunWriter,
  widget: string,
): { event: (typeof calls)[number]['event']; byMachine: boolean; callSid: string } {
  const { dice, start } = run
  const callSid = dice.sid('CA')
  const chance = dice.fraction()
  const {
    event,
    status,
    by,
    seconds: [least, most],
  } = calls.find(({ upTo }) => chance < upTo) ?? calls[0]
  run.wait(dice.whole(least, most))
  run.widget(
    'make-outgoing-call-v2',
    widget,
    event,
    json`{
      "CallSid": ${callSid}, "AccountSid": ${accountSid}, "CallStatus": ${status}, "AnsweredBy": ${by},
      "Direction": "outbound-api", "ApiVersion": "2010-04-01", "From": ${start.business}, "To": ${start.address}
    }`,
  )
  return { event, byMachine: by === 'machine_start', callSid }
}

/**
 * The Gather Input On Call widget: how it ended, and what they pressed or said, null for neither.
 * @param answer digits are pressed, all else is said
 * @param odds up to which chance they hang up, and up to which they keep silent
 */
export function gather(
  run: RunWriter,
  widget: string,
  callSid: string,
  answer: () => string,
  odds: { hangup: number; silence: number } = { hangup: 0.05, silence: 0.15 },
): { event: 'keypress' | 'speech' | 'timeout' | 'hangup'; answer: string | null } {
  const { dice } = run
  const chance = dice.fraction()
  run.wait(dice.whole(3, 14))
  if (chance < odds.hangup) {
    const adds = json`{ "CallSid": ${callSid}, "CallStatus": "completed" }`
    run.widget('gather-input-on-call', widget, 'hangup', adds)
    return { event: 'hangup', answer: null }
  }
  if (chance <= odds.silence) {
    run.widget(
      'gather-input-on-call',
      widget,
      'timeout',
      json`{ "msg": "Gather End", "CallSid": ${callSid} }`,
    )
    return { event: 'timeout', answer: null }
  }
  const given = answer()
  const event = /^\d+$/.test(given) ? 'keypress' : 'speech'
  const adds =
    event === 'keypress'
      ? json`{ "Digits": ${given}, "msg": "Gather End", "FinishedOnKey": "", "CallSid": ${callSid} }`
      : json`{ "SpeechResult": ${given}, "Confidence": ${`0.${dice.whole(61, 98)}`}, "msg": "Gather End", "CallSid": ${callSid} }`
  run.widget('gather-input-on-call', widget, event, adds)
  return { event, answer: given }
}

/** What Pay says for each of the Capture Payments widget's events. https://www.twilio.com/docs/voice/twiml/pay#result */
const payResults = {
  success: 'success',
  maxFailedAttempts: 'too-many-failed-attempts',
  providerError: 'payment-connector-error',
  payInterrupted: 'caller-interrupted-with-star',
  hangup: 'caller-hung-up',
} as const

/** The Capture Payments widget: the provider's confirmation, or the event that kept it from coming. */
export function capturePayment(
  run: RunWriter,
  widget: string,
  callSid: string,
): { event: keyof typeof payResults; code: string } {
  const { dice } = run
  const event = dice.pick([
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
  const code = event === 'success' ? `ch_${dice.hex(24)}` : ''
  run.wait(event === 'hangup' ? dice.whole(6, 40) : dice.whole(35, 110))
  const paid = json`{
    "Result": "success", "PaymentConfirmationCode": ${code}, "PaymentToken": "",
    "PaymentMethod": "credit-card", "PaymentCardType": ${dice.pick(['visa', 'mastercard', 'amex'])},
    "PaymentCardNumber": ${`xxxxxxxxxxxx${dice.digits(4)}`}, "ExpirationDate": "xxxx", "SecurityCode": "xxx",
    "CallSid": ${callSid}
  }`
  const unpaid = json`{
    "Result": ${payResults[event]}, "PaymentConfirmationCode": "", "PaymentToken": "", "CallSid": ${callSid}
  }`
  run.widget('capture-payments', widget, event, event === 'success' ? paid : unpaid)
  return { event, code }
}

/** The Enqueue Call widget. Studio goes on when the call with whoever took it is over, too. */
export function enqueueCall(
  run: RunWriter,
  widget: string,
  callSid: string,
): 'bridged' | 'hangup' | 'queue-full' {
  const { dice } = run
  const result = dice.pick(['bridged', 'bridged', 'bridged', 'hangup', 'queue-full'])
  const waited = result === 'queue-full' ? 0 : dice.whole(12, 900)
  run.wait(waited + (result === 'bridged' ? dice.whole(60, 900) : 0))
  run.widget(
    'enqueue-call',
    widget,
    result === 'queue-full' ? 'failedToEnqueue' : 'callComplete',
    json`{
      "QueueResult": ${result}, "QueueSid": ${dice.sid('QU')}, "QueueTime": ${String(waited)},
      "CallSid": ${callSid}, "CallStatus": ${result === 'hangup' ? 'completed' : 'in-progress'}
    }`,
  )
  return result
}

/** The Connect Call To widget. Whether they talked. */
export function connectCall(run: RunWriter, widget: string, callSid: string): boolean {
  const { dice } = run
  const status = dice.pick(['completed', 'completed', 'completed', 'no-answer', 'busy', 'failed'])
  const talked = status === 'completed' ? dice.whole(30, 1500) : 0
  run.wait(dice.whole(8, 40) + talked)
  run.widget(
    'connect-call-to',
    widget,
    talked ? 'callCompleted' : 'hangup',
    json`{
      "CallSid": ${callSid}, "DialCallSid": ${dice.sid('CA')}, "DialCallStatus": ${status},
      "DialCallDuration": ${String(talked)}, "DialBridged": ${String(talked > 0)}
    }`,
  )
  return talked > 0
}

/** The Record Voicemail widget. Some say nothing. */
export function recordVoicemail(run: RunWriter, widget: string, callSid: string): void {
  const { dice } = run
  const seconds = dice.chance(0.2) ? 0 : dice.whole(4, 90)
  run.wait(5 + seconds)
  const recording = dice.sid('RE')
  run.widget(
    'record-voicemail',
    widget,
    seconds ? 'recordingComplete' : 'noAudio',
    seconds
      ? json`{ "CallSid": ${callSid}, "RecordingSid": ${recording}, "RecordingDuration": ${String(seconds)}, "RecordingUrl": ${`https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recording}`} }`
      : json`{ "CallSid": ${callSid} }`,
  )
}
