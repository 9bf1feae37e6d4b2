import { accountSid } from '#emulator/data/account.ts'
import { askVirtualAgent, connectCall, gatherInput, recordVoicemail } from './call-widgets.ts'
import { httpSuccess } from './http-widget.ts'
import { json, JsonText } from '#emulator/data/json-text.ts'
import { randomUnsafeInteger } from '#emulator/data/fake-data.ts'
import type { RunBuilder } from './run-builder.ts'

/** An incoming call: a greeting, a menu, then the balance, an agent or voicemail. */
export function mainMenuScenario(run: RunBuilder): void {
  const { rng } = run
  const callSid = rng.sid('CA')
  run.trigger('incomingCall', json`{ "call": ${callPayload(run, callSid)} }`)
  run.wait(rng.integer(5, 8))
  run.completeWidget('say-play', 'welcome', 'audioComplete', json`{}`)

  const digit = chooseFromMenu(run, callSid)
  if (digit === null) return
  if (run.split('pressed_1', digit === '1')) announceBalance(run)
  else if (run.split('pressed_2', digit === '2')) connectToAgent(run, callSid)
  else if (!askVirtualAgent(run, 'ask_assistant', callSid)) recordVoicemail(run, 'voicemail', callSid)
}

function callPayload({ start }: RunBuilder, callSid: string): JsonText {
  const { contact, address, companyNumber } = start
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
    "To": ${companyNumber}, "Called": ${companyNumber},
    "ToCity": "SAN FRANCISCO", "ToState": "CA", "ToZip": "94105", "ToCountry": "US",
    "StirVerstat": ${contact.country === 'US' ? 'TN-Validation-Passed-A' : null}
  }`
}

/** Returns the pressed digit; null when the caller was silent twice or hung up. */
function chooseFromMenu(run: RunBuilder, callSid: string): string | null {
  const { rng } = run
  for (const widget of ['main_menu', 'main_menu_again']) {
    const digit = () => rng.pick(['1', '2', '2', '2', '3'])
    const { event, answer } = gatherInput(run, widget, callSid, digit, { hangup: 0.1, silence: 0.22 })
    if (event !== 'timeout') return answer
  }
  run.wait(4)
  run.completeWidget('say-play', 'nothing_heard', 'audioComplete', json`{}`)
  return null
}

function announceBalance(run: RunBuilder): void {
  const { rng, start } = run
  httpSuccess(
    run,
    'lookup_account',
    json`{
      "account_id": ${randomUnsafeInteger(rng)},
      "phone": ${start.contact.number},
      "balance": { "minor_units": ${rng.integer(0, 90_000)}, "currency": "USD" },
      "plan": ${rng.pick(['basic', 'family', 'business'])},
      "open_tickets": ${rng.integer(0, 3)}
    }`,
  )
  run.setVariables('remember_account', [['verified', 'true']])
  run.wait(rng.integer(6, 15))
  run.completeWidget('say-play', 'say_balance', 'audioComplete', json`{}`)
}

function connectToAgent(run: RunBuilder, callSid: string): void {
  const answered = connectCall(run, 'connect_to_agent', callSid)
  if (!run.split('agent_answered', answered)) recordVoicemail(run, 'voicemail', callSid)
}
