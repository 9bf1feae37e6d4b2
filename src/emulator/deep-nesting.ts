import { json, JsonText } from './json-text.ts'
import type { RunWriter } from './run-writer.ts'

/** As deep as no customer's data is: whoever reads it by functions that call themselves falls over. */
const levels = 10_000

const nest = new JsonText(`${'{"in":['.repeat(levels / 2)}"innermost"${']}'.repeat(levels / 2)}`)

export function deepNestingStory(run: RunWriter): void {
  run.trigger('incomingRequest', json`{ "request": { "parameters": { "root": "all" } } }`)
  // At once: the newest run, which has only just begun, is as deep as the others.
  run.widget('run-function', 'build_tree', 'success', json`{ "parsed": ${nest} }`)
}
