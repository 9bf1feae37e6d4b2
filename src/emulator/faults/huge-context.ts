import { json, JsonText } from '#emulator/data/json-text.ts'
import { randomUnsafeInteger } from '#emulator/data/fake-data.ts'
import { Rng } from '#emulator/data/random.ts'
import type { RunBuilder } from '#emulator/scenarios/run-builder.ts'

/*
 * A customer's API returned its whole catalogue: 20 MB, about 100,000 values. Each run omits other records, as if they
 * were sold out, so contexts can be compared. Scenarios run for every row of a list, so the generated run holds only a
 * placeholder, and the records are generated while they are sent.
 */

const placeholder = /@records but (\d+)@/
const recordCount = 5250
/** One record in this many is omitted; the run determines which. */
const omittedOneIn = 100
const sampleText = 'The quick brown fox jumps over the lazy dog. Η γρήγορη καφέ αλεπού. 素早い茶色の狐。 '

export function hugeContextScenario(run: RunBuilder): void {
  run.trigger('incomingRequest', json`{ "request": { "parameters": { "export": "all" } } }`)
  // Without a wait, so that the newest run has its huge context from the start.
  run.completeWidget(
    'make-http-request',
    'export_catalogue',
    'success',
    json`{ "status_code": 200, "content_type": "application/json", "parsed": { "records": ${new JsonText(`@records but ${run.rng.integer(0, omittedOneIn - 1)}@`)} } }`,
  )
}

export function hasRecordsPlaceholder(text: string): boolean {
  return placeholder.test(text)
}

/** Replaces the placeholder by the records. Yields the text in chunks. */
export function* expandRecords(text: string): Generator<string> {
  // The pattern has a group, so every second item of the split is what the group captured.
  const [before = '', ...rest] = text.split(placeholder)
  yield before
  for (let i = 0; i < rest.length; i += 2) {
    yield '['
    yield* recordsExcept(Number(rest[i]))
    yield `]${rest[i + 1]}`
  }
}

function* recordsExcept(omittedRemainder: number): Generator<string> {
  let separator = ''
  for (let i = 0; i < recordCount; i++) {
    if (i % omittedOneIn === omittedRemainder) continue
    yield separator + recordAt(i).text
    separator = ','
  }
}

/** About 4 kB in 20 values. */
function recordAt(index: number): JsonText {
  const rng = new Rng(index)
  const text = sampleText.repeat(8)
  return json`{
    "index": ${index},
    "id": ${randomUnsafeInteger(rng)},
    "sku": ${`SKU-${rng.digits(9)}`},
    "name": ${`Article ${rng.hex(6)}`},
    "active": ${rng.chance(0.7)},
    "replaced_by": null,
    "price": { "minor_units": ${rng.integer(100, 90_000)}, "currency": "EUR" },
    "stock": { "north": ${rng.integer(0, 90)}, "south": ${rng.integer(0, 90)} },
    "tags": [${rng.hex(8)}, ${rng.hex(8)}],
    "texts": { "short": ${text}, "long": ${text + text}, "legal": ${text} },
    "checksum": ${rng.hex(64)}
  }`
}
