import { accountSid } from './account.ts'
import { httpSuccess } from './http-widget.ts'
import { json, JsonText } from './json-text.ts'
import { hugeId } from './made-up.ts'
import type { RunWriter } from './run-writer.ts'

/** Someone calls: a greeting, a menu, and then their balance, an agent or the voicemail. */
export function mainMenuStory(run: RunWriter): void {
  const { dice } = run
  const callSid = dice.sid('CA')
  run.trigger('incomingCall', json`{ "call": ${call(run, callSid)} }`)
  run.wait(dice.whole(5, 8))
  run.widget('say-play', 'welcome', 'audioComplete', json`{}`)

  const digit = chooseFromMenu(run, callSid)
  if (digit === null) return
  if (run.split('pressed_1', digit === '1')) tellBalance(run)
  else if (run.split('pressed_2', digit === '2')) connectToAgent(run, callSid)
  else leaveVoicemail(run, callSid)
}

function call({ start }: RunWriter, callSid: string): JsonText {
  const { contact, address, business } = start
  return json`{
    "CallSid": ${callSid},
    "AccountSid": ${accountSid},
    "CallStatus": "ringing",
    "Direction": "inbound",
    "ApiVersion": "2010-04-01",
    "From": ${address}, "Caller": ${address},
    "FromCity": ${contact.city}, "FromState": ${contact.state}, "FromZip": ${contact.zip},
    "FromCountry": ${contact.country},
    "CallerCity": ${contact.city}, "CallerState": ${contact.state}, "CallerZip": ${contact.zip},
    "CallerCountry": ${contact.country},
    "To": ${business}, "Called": ${business},
    "ToCity": "SAN FRANCISCO", "ToState": "CA", "ToZip": "94105", "ToCountry": "US",
    "StirVerstat": ${contact.country === 'US' ? 'TN-Validation-Passed-A' : null}
  }`
}

/** The digit pressed; null when the caller said nothing twice, or hung up. */
function chooseFromMenu(run: RunWriter, callSid: string): string | null {
  const { dice } = run
  for (const widget of ['main_menu', 'main_menu_again']) {
    const chance = dice.fraction()
    run.wait(dice.whole(3, 14))
    if (chance < 0.1) {
      run.widget(
        'gather-input-on-call',
        widget,
        'hangup',
        json`{ "CallSid": ${callSid}, "CallStatus": "completed" }`,
      )
      return null
    }
    if (chance > 0.22) {
      const digit = dice.pick(['1', '2', '2', '2', '3'])
      run.widget(
        'gather-input-on-call',
        widget,
        'keypress',
        json`{ "Digits": ${digit}, "msg": "Gather End", "FinishedOnKey": "", "CallSid": ${callSid} }`,
      )
      return digit
    }
    run.widget(
      'gather-input-on-call',
      widget,
      'timeout',
      json`{ "msg": "Gather End", "CallSid": ${callSid} }`,
    )
  }
  run.wait(4)
  run.widget('say-play', 'nothing_heard', 'audioComplete', json`{}`)
  return null
}

function tellBalance(run: RunWriter): void {
  const { dice, start } = run
  httpSuccess(
    run,
    'lookup_account',
    json`{
      "account_id": ${hugeId(dice)},
      "phone": ${start.contact.number},
      "balance": { "minor_units": ${dice.whole(0, 90_000)}, "currency": "USD" },
      "plan": ${dice.pick(['basic', 'family', 'business'])},
      "open_tickets": ${dice.whole(0, 3)}
    }`,
  )
  run.set('remember_account', [['verified', 'true']])
  run.wait(dice.whole(6, 15))
  run.widget('say-play', 'say_balance', 'audioComplete', json`{}`)
}

function connectToAgent(run: RunWriter, callSid: string): void {
  const { dice } = run
  const status = dice.pick(['completed', 'completed', 'completed', 'no-answer', 'busy', 'failed'])
  const talked = status === 'completed' ? dice.whole(30, 1500) : 0
  run.wait(dice.whole(8, 40) + talked)
  run.widget(
    'connect-call-to',
    'connect_to_agent',
    talked ? 'callCompleted' : 'hangup',
    json`{
      "CallSid": ${callSid}, "DialCallSid": ${dice.sid('CA')}, "DialCallStatus": ${status},
      "DialCallDuration": ${String(talked)}, "DialBridged": ${String(talked > 0)}
    }`,
  )
  if (!run.split('agent_answered', talked > 0)) leaveVoicemail(run, callSid)
}

function leaveVoicemail(run: RunWriter, callSid: string): void {
  const { dice } = run
  const seconds = dice.chance(0.2) ? 0 : dice.whole(4, 90)
  run.wait(5 + seconds)
  const recording = dice.sid('RE')
  run.widget(
    'record-voicemail',
    'voicemail',
    seconds ? 'recordingComplete' : 'noAudio',
    seconds
      ? json`{ "CallSid": ${callSid}, "RecordingSid": ${recording}, "RecordingDuration": ${String(seconds)}, "RecordingUrl": ${`https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recording}`} }`
      : json`{ "CallSid": ${callSid} }`,
  )
}
