import { httpFailure, httpSuccess } from './http-widget.ts'
import { json } from '#emulator/data/json-text.ts'
import { randomUnsafeInteger } from '#emulator/data/fake-data.ts'
import { sendAndWaitForReply, sendMessage } from './message-widgets.ts'
import { translate } from '#emulator/data/phrases.ts'
import type { RunBuilder } from './run-builder.ts'

/** A survey after a closed case, with a second question for a bad rating. Liquid must quote some of the widget names. */
export function surveyScenario(run: RunBuilder): void {
  const { rng, start } = run
  const { language } = start.contact
  const parameters = json`{ "case_id": ${randomUnsafeInteger(rng)}, "team": ${rng.pick(['billing', 'returns', 'repairs'])} }`
  run.trigger('incomingRequest', json`{ "request": { "parameters": ${parameters} } }`, parameters)

  const rating = rng.pick(['5', '5', '4', '4', '3', '2', '1', '⭐️⭐️⭐️'])
  if (
    !sendAndWaitForReply(run, 'How did we do?', translate(language, 'survey'), rating, {
      replyPercent: 45,
      timeoutSeconds: 24 * 3600,
    })
  )
    return
  run.setVariables('keep-mark', [['mark', rating]])
  const isBad = run.split('Is it bad', rating === '1' || rating === '2')
  if (
    isBad &&
    !sendAndWaitForReply(run, 'ask why', translate(language, 'survey'), translate(language, 'comment'))
  )
    return
  if (rng.chance(0.97))
    httpSuccess(run, 'store.answer', json`{ "stored": true, "answer_id": ${randomUnsafeInteger(rng)} }`)
  else httpFailure(run, 'store.answer')
  sendMessage(run, 'thanks', translate(language, 'goodbye'))
}
