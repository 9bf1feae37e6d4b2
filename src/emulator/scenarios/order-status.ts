import { httpFailure, httpSuccess } from './http-widget.ts'
import { json } from '#emulator/data/json-text.ts'
import { formatDay, randomOrderJson, randomOrderNumber } from '#emulator/data/fake-data.ts'
import { sendAndWaitForReply, inboundMessage, sendMessage } from './message-widgets.ts'
import { translate } from '#emulator/data/phrases.ts'
import type { RunBuilder } from './run-builder.ts'

/** A customer texts about an order: asks for the order number if it is missing, looks it up and replies. */
export function orderStatusScenario(run: RunBuilder): void {
  const { rng, start } = run
  const { language } = start.contact
  const order = randomOrderNumber(rng)
  const hasOrderNumber = rng.chance(0.6)
  const firstMessage = hasOrderNumber
    ? translate(language, 'whereIsOrder', { order })
    : rng.pick(['Hello?', '?', '👋', 'status'])
  run.trigger('incomingMessage', json`{ "message": ${inboundMessage(run, firstMessage)} }`)
  run.setVariables('set_language', [
    ['language', language],
    ['source', 'sms'],
  ])

  if (
    !run.split('has_order_number', hasOrderNumber) &&
    !sendAndWaitForReply(run, 'ask_order_number', translate(language, 'askOrder'), order)
  ) {
    sendMessage(run, 'give_up', translate(language, 'goodbye'))
    return
  }
  const isFound = rng.chance(0.93)
  if (isFound) httpSuccess(run, 'lookup_order', randomOrderJson(rng, order, run.now))
  else httpFailure(run, 'lookup_order')
  run.setVariables('remember_order', [
    ['order_number', order],
    ['order_found', String(isFound)],
  ])

  const text = translate(language, isFound ? 'orderFound' : 'orderMissing', {
    order,
    day: formatDay(run.now),
    days: String(rng.integer(1, 4)),
  })
  const wantsMore = rng.chance(isFound ? 0.2 : 0.8)
  if (!sendAndWaitForReply(run, 'anything_else', text, translate(language, wantsMore ? 'yes' : 'no'))) return
  if (run.split('wants_a_person', wantsMore)) sendToFlex(run, order)
  else sendMessage(run, 'say_goodbye', translate(language, 'goodbye'))
}

function sendToFlex(run: RunBuilder, order: string): void {
  sendMessage(run, 'tell_handover', translate(run.start.contact.language, 'handover'))
  run.wait(run.rng.integer(30, 900))
  run.completeWidget(
    'send-to-flex',
    'to_support',
    'callComplete',
    json`{ "sid": ${run.rng.sid('WT')}, "workflow_name": "Order support", "attributes": ${json`{"order_number":${order},"reason":"order_status"}`.text} }`,
  )
}
