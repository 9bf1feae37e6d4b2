import { json, JsonText } from '#emulator/data/json-text.ts'
import type { RunBuilder } from '#emulator/scenarios/run-builder.ts'

/** Deep enough to overflow the stack of a recursive parser. */
const nestingLevels = 10_000

const nestedJson = new JsonText(
  `${'{"in":['.repeat(nestingLevels / 2)}"innermost"${']}'.repeat(nestingLevels / 2)}`,
)

export function deepNestingScenario(run: RunBuilder): void {
  run.trigger('incomingRequest', json`{ "request": { "parameters": { "root": "all" } } }`)
  // Without a wait, so that the newest run has its deep context from the start.
  run.completeWidget('run-function', 'build_tree', 'success', json`{ "parsed": ${nestedJson} }`)
}
