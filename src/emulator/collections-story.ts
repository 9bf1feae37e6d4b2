import {
  capturePayment,
  connectCall,
  enqueueCall,
  gather,
  makeCall,
  recordVoicemail,
} from './call-widgets.ts'
import { functionFailure, runFunction } from './http-widget.ts'
import { json, JsonText } from './json-text.ts'
import { hugeId, linkOf } from './made-up.ts'
import { ask, sendMessage } from './message-widgets.ts'
import { say } from './phrases.ts'
import type { RunWriter } from './run-writer.ts'

type Debt = { invoice: string; amount: string }

/** An invoice is overdue: we call, make sure who answers, and take the payment or find a person to talk to. */
export function collectionsStory(run: RunWriter): void {
  const { dice } = run
  const debt = {
    invoice: dice.digits(7),
    amount: `${dice.whole(18, 640)}.${dice.pick(['00', '50', '90'])}`,
  }
  const parameters = json`{
    "invoice": ${debt.invoice}, "amount": ${new JsonText(debt.amount)}, "currency": "USD",
    "days_overdue": ${dice.whole(8, 60)}, "customer_id": ${hugeId(dice)}
  }`
  run.trigger('incomingRequest', json`{ "request": { "parameters": ${parameters} } }`, parameters)
  run.set('remember_invoice', [
    ['invoice', debt.invoice],
    ['amount', debt.amount],
  ])

  const callSid = reach(run, debt)
  if (callSid === null) return
  run.wait(dice.whole(4, 9))
  run.widget('say-play', 'say_who_calls', 'audioComplete', json`{}`)
  const outcome = talk(run, callSid, debt)
  if (dice.chance(0.96)) runFunction(run, 'log_outcome', json`{ "outcome": ${outcome}, "logged": true }`)
  else functionFailure(run, 'log_outcome')
}

/** Calls up to three times; where nobody is to be reached, writes instead. The call with someone on it, or null. */
function reach(run: RunWriter, debt: Debt): string | null {
  for (let tries = 1; tries <= 3; tries++) {
    const { event, byMachine, callSid } = makeCall(run, 'call_customer')
    if (event === 'failed') {
      runFunction(run, 'flag_number', json`{ "flagged": true, "reason": "not_reachable" }`)
      return null
    }
    if (event === 'answered') {
      if (run.split('is_a_person', !byMachine)) return callSid
      run.wait(run.dice.whole(8, 14))
      run.widget('say-play', 'leave_a_message', 'audioComplete', json`{}`)
      return null
    }
    run.set('count_try', [['tries', String(tries)]])
    run.split('tried_three_times', tries === 3)
  }
  textInstead(run, debt)
  return null
}

function textInstead(run: RunWriter, { invoice, amount }: Debt): void {
  const { language } = run.start.contact
  const text = say(language, 'owed', { invoice, amount: `USD ${amount}`, link: linkOf(run.dice) })
  const patience = { reply: 40, timeout: 24 * 3600 }
  if (ask(run, 'text_instead', text, say(language, 'yes'), patience))
    run.set('keep_wish', [['wants_a_call', 'true']])
}

/** The call itself. What came of it, in a word for the log. */
function talk(run: RunWriter, callSid: string, debt: Debt): string {
  const { dice } = run
  const who = verify(run, callSid)
  // Whoever hangs up leaves the subflow without a result, and none of the conditions fits that.
  if (!run.split('is_verified', who !== 'hangup')) return 'hung_up'
  if (who === 'unverified') {
    run.wait(7)
    run.widget('say-play', 'say_call_us', 'audioComplete', json`{}`)
    return 'not_verified'
  }

  const choice = () => dice.pick(['1', '1', '1', '2', 'I would like to talk to someone', '3'])
  let chosen = gather(run, 'offer_choices', callSid, choice)
  if (chosen.event === 'timeout') {
    run.split('may_ask_again', true)
    chosen = gather(run, 'offer_choices', callSid, choice)
  }
  if (chosen.event === 'timeout') run.split('may_ask_again', false)
  if (chosen.answer === null) return chosen.event === 'hangup' ? 'hung_up' : 'nothing_said'
  if (run.split('wants_to_pay', chosen.answer === '1')) {
    const payment = pay(run, callSid, debt)
    if (payment !== null) {
      if (!run.split('was_paid', payment.event !== 'hangup')) return 'hung_up'
      if (payment.event === 'success') {
        sendReceipt(run, debt, payment.code)
        return 'paid'
      }
    }
  } else if (run.split('disputes_it', chosen.answer === '3')) {
    recordVoicemail(run, 'record_reason', callSid)
    return 'disputed'
  }
  return findPerson(run, callSid)
}

/** A subflow asks up to twice for the year of birth. */
function verify(run: RunWriter, callSid: string): 'verified' | 'unverified' | 'hangup' {
  const { dice } = run
  return run.subflow('verify_identity', json`{ "customer_id": ${hugeId(dice)}, "most_tries": "2" }`, () => {
    for (let tries = 1; tries <= 2; tries++) {
      const year = () => String(dice.whole(1944, 2004))
      const { event } = gather(run, 'ask_birth_year', callSid, year)
      if (event === 'hangup') return 'hangup'
      const isRight = event !== 'timeout' && dice.chance(0.8)
      if (event !== 'timeout') runFunction(run, 'check_birth_year', json`{ "matches": ${isRight} }`)
      if (!run.split('is_settled', isRight || tries === 2)) continue
      run.set('keep_result', [
        ['verified', String(isRight)],
        ['tries', String(tries)],
      ])
      if (isRight) return 'verified'
    }
    return 'unverified'
  })
}

/** A subflow, shared with other flows, takes the payment; null where Twilio could not load it. */
function pay(run: RunWriter, callSid: string, { amount }: Debt): ReturnType<typeof capturePayment> | null {
  if (run.dice.chance(0.04)) {
    run.wait(0.4)
    run.widget('run-subflow', 'take_payment', 'failed')
    return null
  }
  return run.subflow('take_payment', json`{ "amount": ${amount}, "currency": "USD" }`, () => {
    const payment = capturePayment(run, 'capture_card', callSid)
    if (payment.event === 'hangup') return payment
    run.set('keep_payment', [
      ['paid', String(payment.event === 'success')],
      ['reference', payment.code],
    ])
    return payment
  })
}

function sendReceipt(run: RunWriter, { invoice, amount }: Debt, code: string): void {
  const { language } = run.start.contact
  sendMessage(run, 'send_receipt', say(language, 'paid', { invoice, amount: `USD ${amount}`, code }))
}

/** First the queue; where that is full, the desk that is on duty; and then the voicemail. */
function findPerson(run: RunWriter, callSid: string): string {
  const queued = enqueueCall(run, 'wait_for_agent', callSid)
  if (queued === 'hangup') return 'hung_up'
  if (queued === 'bridged' || connectCall(run, 'ring_desk', callSid)) return 'talked'
  recordVoicemail(run, 'leave_voicemail', callSid)
  return 'voicemail'
}
