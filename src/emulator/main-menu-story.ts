import { accountSid } from './account.ts'
import { connectCall, gather, recordVoicemail } from './call-widgets.ts'
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
  else recordVoicemail(run, 'voicemail', callSid)
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
    const digit = () => dice.pick(['1', '2', '2', '2', '3'])
    const { event, answer } = gather(run, widget, callSid, digit, { hangup: 0.1, silence: 0.22 })
    if (event !== 'timeout') return answer
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
  const answered = connectCall(run, 'connect_to_agent', callSid)
  if (!run.split('agent_answered', answered)) recordVoicemail(run, 'voicemail', callSid)
}
