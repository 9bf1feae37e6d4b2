import { httpSuccess } from './http-widget.ts'
import { json } from './json-text.ts'
import { linkOf, orderNumber, parcelJson } from './made-up.ts'
import { ask, sendMessage } from './message-widgets.ts'
import { say } from './phrases.ts'
import type { RunWriter } from './run-writer.ts'

/** The warehouse starts a run for each parcel on its way; few people answer. */
export function parcelStory(run: RunWriter): void {
  const { dice, start } = run
  const { language } = start.contact
  const order = orderNumber(dice)
  const hour = dice.whole(8, 17)
  const parameters = json`{
    "order": ${order}, "language": ${language}, "route": ${`R-${dice.digits(3)}`}, "stop": ${dice.whole(1, 140)},
    "batch": ${dice.hex(12)}
  }`
  run.trigger('incomingRequest', json`{ "request": { "parameters": ${parameters} } }`, parameters)

  httpSuccess(run, 'get_parcel', parcelJson(dice, order, run.now))
  const text = say(language, 'parcel', {
    order,
    hour: `${hour}:00`,
    until: `${hour + 2}:00`,
    link: linkOf(dice),
  })
  sendMessage(run, 'notify', text)
  run.set('remember_route', [
    ['order_number', order],
    ['notified_at', new Date(run.now).toISOString()],
  ])
  const question = say(language, 'porch')
  if (!ask(run, 'offer_safe_place', question, say(language, 'yes'), { reply: 24, timeout: 4 * 3600 })) return
  sendMessage(run, 'say_thanks', say(language, 'goodbye'))
}
