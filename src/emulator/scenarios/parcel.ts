import { conflictingStart, httpSuccess } from './http-widget.ts'
import { json } from '#emulator/data/json-text.ts'
import { randomLink, randomOrderNumber, randomParcelJson } from '#emulator/data/fake-data.ts'
import { sendAndWaitForReply, sendMessage } from './message-widgets.ts'
import { translate } from '#emulator/data/phrases.ts'
import type { RunBuilder } from './run-builder.ts'

/** The warehouse starts a run for each parcel out for delivery; few customers reply. */
export function parcelScenario(run: RunBuilder): void {
  const { rng, start } = run
  const { language } = start.contact
  const order = randomOrderNumber(rng)
  const hour = rng.integer(8, 17)
  const parameters = json`{
    "order": ${order}, "language": ${language}, "route": ${`R-${rng.digits(3)}`}, "stop": ${rng.integer(1, 140)},
    "batch": ${rng.hex(12)}
  }`
  run.trigger('incomingRequest', json`{ "request": { "parameters": ${parameters} } }`, parameters)

  httpSuccess(run, 'get_parcel', randomParcelJson(rng, order, run.now))
  const text = translate(language, 'parcel', {
    order,
    hour: `${hour}:00`,
    until: `${hour + 2}:00`,
    link: randomLink(rng),
  })
  sendMessage(run, 'notify', text)
  run.setVariables('remember_route', [
    ['order_number', order],
    ['notified_at', new Date(run.now).toISOString()],
  ])
  const question = translate(language, 'porch')
  if (
    !sendAndWaitForReply(run, 'offer_safe_place', question, translate(language, 'yes'), {
      replyPercent: 24,
      timeoutSeconds: 4 * 3600,
    })
  )
    return
  sendMessage(run, 'say_thanks', translate(language, 'goodbye'))
  // A survey for the same two numbers cannot start while this run is active.
  if (run.split('is_survey_due', /[01]$/.test(order))) conflictingStart(run, 'start_survey')
}
