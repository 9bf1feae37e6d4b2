import { httpFailure, httpSuccess } from './http-widget.ts'
import { json } from './json-text.ts'
import { hugeId } from './made-up.ts'
import { ask, sendMessage } from './message-widgets.ts'
import { say } from './phrases.ts'
import type { RunWriter } from './run-writer.ts'

/** After a case is closed we ask how it went; a bad mark is asked about. Some widgets have names Liquid must quote. */
export function surveyStory(run: RunWriter): void {
  const { dice, start } = run
  const { language } = start.contact
  const parameters = json`{ "case_id": ${hugeId(dice)}, "team": ${dice.pick(['billing', 'returns', 'repairs'])} }`
  run.trigger('incomingRequest', json`{ "request": { "parameters": ${parameters} } }`, parameters)

  const mark = dice.pick(['5', '5', '4', '4', '3', '2', '1', '⭐️⭐️⭐️'])
  if (!ask(run, 'How did we do?', say(language, 'survey'), mark, { reply: 45, timeout: 24 * 3600 })) return
  run.set('keep-mark', [['mark', mark]])
  const bad = run.split('Is it bad', mark === '1' || mark === '2')
  if (bad && !ask(run, 'ask why', say(language, 'survey'), say(language, 'comment'))) return
  if (dice.chance(0.97))
    httpSuccess(run, 'store.answer', json`{ "stored": true, "answer_id": ${hugeId(dice)} }`)
  else httpFailure(run, 'store.answer')
  sendMessage(run, 'thanks', say(language, 'goodbye'))
}
