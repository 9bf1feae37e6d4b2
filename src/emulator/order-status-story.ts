import { httpFailure, httpSuccess } from './http-widget.ts'
import { json } from './json-text.ts'
import { dayOf, orderJson, orderNumber } from './made-up.ts'
import { ask, inboundMessage, sendMessage } from './message-widgets.ts'
import { say } from './phrases.ts'
import type { RunWriter } from './run-writer.ts'

/** Someone texts about an order: we ask for its number where it is missing, look it up and answer. */
export function orderStatusStory(run: RunWriter): void {
  const { dice, start } = run
  const { language } = start.contact
  const order = orderNumber(dice)
  const named = dice.chance(0.6)
  const first = named ? say(language, 'whereIsOrder', { order }) : dice.pick(['Hello?', '?', '👋', 'status'])
  run.trigger('incomingMessage', json`{ "message": ${inboundMessage(run, first)} }`)
  run.set('set_language', [
    ['language', language],
    ['source', 'sms'],
  ])

  if (
    !run.split('has_order_number', named) &&
    !ask(run, 'ask_order_number', say(language, 'askOrder'), order)
  ) {
    sendMessage(run, 'give_up', say(language, 'goodbye'))
    return
  }
  const found = dice.chance(0.93)
  if (found) httpSuccess(run, 'lookup_order', orderJson(dice, order, run.now))
  else httpFailure(run, 'lookup_order')
  run.set('remember_order', [
    ['order_number', order],
    ['order_found', String(found)],
  ])

  const text = say(language, found ? 'orderFound' : 'orderMissing', {
    order,
    day: dayOf(run.now),
    days: String(dice.whole(1, 4)),
  })
  const wantsMore = dice.chance(found ? 0.2 : 0.8)
  if (!ask(run, 'anything_else', text, say(language, wantsMore ? 'yes' : 'no'))) return
  if (run.split('wants_a_person', wantsMore)) sendToFlex(run, order)
  else sendMessage(run, 'say_goodbye', say(language, 'goodbye'))
}

function sendToFlex(run: RunWriter, order: string): void {
  sendMessage(run, 'tell_handover', say(run.start.contact.language, 'handover'))
  run.wait(run.dice.whole(30, 900))
  run.widget(
    'send-to-flex',
    'to_support',
    'callComplete',
    json`{ "sid": ${run.dice.sid('WT')}, "workflow_name": "Order support", "attributes": ${json`{"order_number":${order},"reason":"order_status"}`.text} }`,
  )
}
