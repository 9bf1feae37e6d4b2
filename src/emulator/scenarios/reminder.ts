import { httpSuccess } from './http-widget.ts'
import { json } from '#emulator/data/json-text.ts'
import {
  formatDay,
  randomHalfHour,
  randomUnsafeInteger,
  randomLink,
  randomPlace,
} from '#emulator/data/fake-data.ts'
import { sendAndWaitForReply, sendMessage } from './message-widgets.ts'
import { translate } from '#emulator/data/phrases.ts'
import type { RunBuilder } from './run-builder.ts'

const dayMs = 86_400_000

/** The calendar starts a run the day before an appointment; the customer confirms or moves it. */
export function reminderScenario(run: RunBuilder): void {
  const { rng, start } = run
  const { language } = start.contact
  const params = {
    place: randomPlace(rng),
    day: formatDay(run.now + dayMs),
    hour: randomHalfHour(rng),
    link: randomLink(rng),
  }
  const parameters = json`{
    "appointment_id": ${randomUnsafeInteger(rng)},
    "place": ${params.place},
    "starts_at": ${`${params.day}T${params.hour.padStart(5, '0')}:00Z`},
    "language": ${language},
    "attempt": ${rng.integer(1, 2)}
  }`
  run.trigger('incomingRequest', json`{ "request": { "parameters": ${parameters} } }`, parameters)

  const replyText = rng.pick(['1', '1', '1', '2', '👍', '1️⃣'])
  const replyOptions = { replyPercent: 72, timeoutSeconds: 6 * 3600 }
  if (!sendAndWaitForReply(run, 'remind', translate(language, 'remind', params), replyText, replyOptions)) {
    run.setVariables('mark_unanswered', [['outcome', 'unanswered']])
    return
  }
  const isConfirmed = run.split('reply_is_1', replyText !== '2')
  httpSuccess(
    run,
    isConfirmed ? 'confirm_appointment' : 'release_appointment',
    json`{ "ok": true, "appointment_id": ${randomUnsafeInteger(rng)}, "state": ${isConfirmed ? 'confirmed' : 'released'}, "audit": { "by": "studio", "at": ${new Date(run.now).toISOString()} } }`,
  )
  run.setVariables('mark_answered', [['outcome', isConfirmed ? 'confirmed' : 'moved']])
  sendMessage(run, 'acknowledge', translate(language, isConfirmed ? 'confirmed' : 'moved', params))
}
