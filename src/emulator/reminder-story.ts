import { httpSuccess } from './http-widget.ts'
import { json } from './json-text.ts'
import { dayOf, hourOf, hugeId, linkOf, placeOf } from './made-up.ts'
import { ask, sendMessage } from './message-widgets.ts'
import { say } from './phrases.ts'
import type { RunWriter } from './run-writer.ts'

const day = 86_400_000

/** The calendar starts a run the day before an appointment: confirm it or move it. */
export function reminderStory(run: RunWriter): void {
  const { dice, start } = run
  const { language } = start.contact
  const blanks = { place: placeOf(dice), day: dayOf(run.now + day), hour: hourOf(dice), link: linkOf(dice) }
  const parameters = json`{
    "appointment_id": ${hugeId(dice)},
    "place": ${blanks.place},
    "starts_at": ${`${blanks.day}T${blanks.hour.padStart(5, '0')}:00Z`},
    "language": ${language},
    "attempt": ${dice.whole(1, 2)}
  }`
  run.trigger('incomingRequest', json`{ "request": { "parameters": ${parameters} } }`, parameters)

  const answer = dice.pick(['1', '1', '1', '2', '👍', '1️⃣'])
  const patience = { reply: 72, timeout: 6 * 3600 }
  if (!ask(run, 'remind', say(language, 'remind', blanks), answer, patience)) {
    run.set('mark_unanswered', [['outcome', 'unanswered']])
    return
  }
  const confirmed = run.split('reply_is_1', answer !== '2')
  httpSuccess(
    run,
    confirmed ? 'confirm_appointment' : 'release_appointment',
    json`{ "ok": true, "appointment_id": ${hugeId(dice)}, "state": ${confirmed ? 'confirmed' : 'released'}, "audit": { "by": "studio", "at": ${new Date(run.now).toISOString()} } }`,
  )
  run.set('mark_answered', [['outcome', confirmed ? 'confirmed' : 'moved']])
  sendMessage(run, 'acknowledge', say(language, confirmed ? 'confirmed' : 'moved', blanks))
}
