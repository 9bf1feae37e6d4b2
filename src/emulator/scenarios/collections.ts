import {
  capturePayment,
  connectCall,
  enqueueCall,
  gatherInput,
  makeCall,
  recordVoicemail,
} from './call-widgets.ts'
import { functionFailure, runFunction } from './http-widget.ts'
import { json, JsonText } from '#emulator/data/json-text.ts'
import { randomUnsafeInteger, randomLink } from '#emulator/data/fake-data.ts'
import { sendAndWaitForReply, sendMessage } from './message-widgets.ts'
import { translate } from '#emulator/data/phrases.ts'
import type { RunBuilder } from './run-builder.ts'

type OverdueInvoice = { invoice: string; amount: string }

/** An overdue invoice: calls the customer, verifies their identity, then takes the payment or connects them to an agent. */
export function collectionsScenario(run: RunBuilder): void {
  const { rng } = run
  const debt = {
    invoice: rng.digits(7),
    amount: `${rng.integer(18, 640)}.${rng.pick(['00', '50', '90'])}`,
  }
  const parameters = json`{
    "invoice": ${debt.invoice}, "amount": ${new JsonText(debt.amount)}, "currency": "USD",
    "days_overdue": ${rng.integer(8, 60)}, "customer_id": ${randomUnsafeInteger(rng)}
  }`
  run.trigger('incomingRequest', json`{ "request": { "parameters": ${parameters} } }`, parameters)
  run.setVariables('remember_invoice', [
    ['invoice', debt.invoice],
    ['amount', debt.amount],
  ])

  const callSid = reachCustomer(run, debt)
  if (callSid === null) return
  run.wait(rng.integer(4, 9))
  run.completeWidget('say-play', 'say_who_calls', 'audioComplete', json`{}`)
  const outcome = handleCall(run, callSid, debt)
  if (rng.chance(0.96)) runFunction(run, 'log_outcome', json`{ "outcome": ${outcome}, "logged": true }`)
  else functionFailure(run, 'log_outcome')
}

/** Calls up to three times, then sends a text instead. Returns the SID of the answered call, or null. */
function reachCustomer(run: RunBuilder, debt: OverdueInvoice): string | null {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const { event, byMachine, callSid } = makeCall(run, 'call_customer')
    if (event === 'failed') {
      runFunction(run, 'flag_number', json`{ "flagged": true, "reason": "not_reachable" }`)
      return null
    }
    if (event === 'answered') {
      if (run.split('is_a_person', !byMachine)) return callSid
      run.wait(run.rng.integer(8, 14))
      run.completeWidget('say-play', 'leave_a_message', 'audioComplete', json`{}`)
      return null
    }
    run.setVariables('count_try', [['tries', String(attempt)]])
    run.split('tried_three_times', attempt === 3)
  }
  sendTextInstead(run, debt)
  return null
}

function sendTextInstead(run: RunBuilder, { invoice, amount }: OverdueInvoice): void {
  const { language } = run.start.contact
  const text = translate(language, 'owed', { invoice, amount: `USD ${amount}`, link: randomLink(run.rng) })
  const replyOptions = { replyPercent: 40, timeoutSeconds: 24 * 3600 }
  if (sendAndWaitForReply(run, 'text_instead', text, translate(language, 'yes'), replyOptions))
    run.setVariables('keep_wish', [['wants_a_call', 'true']])
}

/** The call itself. Returns its outcome for the log. */
function handleCall(run: RunBuilder, callSid: string, debt: OverdueInvoice): string {
  const { rng } = run
  const verification = verifyIdentity(run, callSid)
  // After a hang-up the subflow has no result, so no condition matches.
  if (!run.split('is_verified', verification !== 'hangup')) return 'hung_up'
  if (verification === 'unverified') {
    run.wait(7)
    run.completeWidget('say-play', 'say_call_us', 'audioComplete', json`{}`)
    return 'not_verified'
  }

  const chooseOption = () => rng.pick(['1', '1', '1', '2', 'I would like to talk to someone', '3'])
  let selection = gatherInput(run, 'offer_choices', callSid, chooseOption)
  if (selection.event === 'timeout') {
    run.split('may_ask_again', true)
    selection = gatherInput(run, 'offer_choices', callSid, chooseOption)
  }
  if (selection.event === 'timeout') run.split('may_ask_again', false)
  if (selection.answer === null) return selection.event === 'hangup' ? 'hung_up' : 'nothing_said'
  if (run.split('wants_to_pay', selection.answer === '1')) {
    const payment = takePayment(run, callSid, debt)
    if (payment !== null) {
      if (!run.split('was_paid', payment.event !== 'hangup')) return 'hung_up'
      if (payment.event === 'success') {
        sendReceipt(run, debt, payment.code)
        return 'paid'
      }
    }
  } else if (run.split('disputes_it', selection.answer === '3')) {
    recordVoicemail(run, 'record_reason', callSid)
    return 'disputed'
  }
  return connectToPerson(run, callSid)
}

/** A subflow that asks for the year of birth, at most twice. */
function verifyIdentity(run: RunBuilder, callSid: string): 'verified' | 'unverified' | 'hangup' {
  const { rng } = run
  return run.runSubflow(
    'verify_identity',
    json`{ "customer_id": ${randomUnsafeInteger(rng)}, "most_tries": "2" }`,
    () => {
      for (let attempt = 1; attempt <= 2; attempt++) {
        const chooseYear = () => String(rng.integer(1944, 2004))
        const { event } = gatherInput(run, 'ask_birth_year', callSid, chooseYear)
        if (event === 'hangup') return 'hangup'
        const isCorrect = event !== 'timeout' && rng.chance(0.8)
        if (event !== 'timeout') runFunction(run, 'check_birth_year', json`{ "matches": ${isCorrect} }`)
        if (!run.split('is_settled', isCorrect || attempt === 2)) continue
        run.setVariables('keep_result', [
          ['verified', String(isCorrect)],
          ['tries', String(attempt)],
        ])
        if (isCorrect) return 'verified'
      }
      return 'unverified'
    },
  )
}

/** A subflow that takes the payment. Returns null if Twilio could not load it. */
function takePayment(
  run: RunBuilder,
  callSid: string,
  { amount }: OverdueInvoice,
): ReturnType<typeof capturePayment> | null {
  if (run.rng.chance(0.04)) {
    run.wait(0.4)
    run.completeWidget('run-subflow', 'take_payment', 'failed')
    return null
  }
  return run.runSubflow('take_payment', json`{ "amount": ${amount}, "currency": "USD" }`, () => {
    const payment = capturePayment(run, 'capture_card', callSid)
    if (payment.event === 'hangup') return payment
    run.setVariables('keep_payment', [
      ['paid', String(payment.event === 'success')],
      ['reference', payment.code],
    ])
    return payment
  })
}

function sendReceipt(run: RunBuilder, { invoice, amount }: OverdueInvoice, code: string): void {
  const { language } = run.start.contact
  sendMessage(run, 'send_receipt', translate(language, 'paid', { invoice, amount: `USD ${amount}`, code }))
}

/** Tries the queue first, then the desk, then voicemail. */
function connectToPerson(run: RunBuilder, callSid: string): string {
  const queueResult = enqueueCall(run, 'wait_for_agent', callSid)
  if (queueResult === 'hangup') return 'hung_up'
  if (queueResult === 'bridged') return 'talked'
  if (run.split('desk_answered', connectCall(run, 'ring_desk', callSid))) return 'talked'
  recordVoicemail(run, 'leave_voicemail', callSid)
  return 'voicemail'
}
