import { json, JsonText } from './json-text.ts'
import { hugeId } from './made-up.ts'
import { Dice } from './random.ts'
import type { RunWriter } from './run-writer.ts'

/*
 * A customer's API answered with its whole catalogue: 20 MB, about 100,000 values. What is sold out is left out, so no
 * two runs got quite the same. Stories are told for every row of a list, so the tale holds a placeholder, and the
 * records are made while they are sent.
 */

const placeholder = /@records but (\d+)@/
const recordCount = 5250
/** One record in so many is left out, another one in each run. */
const soldOutOf = 100
const story = 'The quick brown fox jumps over the lazy dog. Η γρήγορη καφέ αλεπού. 素早い茶色の狐。 '

export function hugeContextStory(run: RunWriter): void {
  run.trigger('incomingRequest', json`{ "request": { "parameters": { "export": "all" } } }`)
  // At once: the newest run, which has only just begun, is huge as well.
  run.widget(
    'make-http-request',
    'export_catalogue',
    'success',
    json`{ "status_code": 200, "content_type": "application/json", "parsed": { "records": ${new JsonText(`@records but ${run.dice.whole(0, soldOutOf - 1)}@`)} } }`,
  )
}

export function isHuge(text: string): boolean {
  return placeholder.test(text)
}

/** The text with the records in the placeholder's place, piece by piece. */
export function* withRecords(text: string): Generator<string> {
  // Split by a pattern with a group, each second part is what the group has caught.
  const [before = '', ...others] = text.split(placeholder)
  yield before
  for (let i = 0; i < others.length; i += 2) {
    yield '['
    yield* recordsBut(Number(others[i]))
    yield `]${others[i + 1]}`
  }
}

function* recordsBut(soldOut: number): Generator<string> {
  let comma = ''
  for (let i = 0; i < recordCount; i++) {
    if (i % soldOutOf === soldOut) continue
    yield comma + recordAt(i).text
    comma = ','
  }
}

/** About 4 kB in 20 values. */
function recordAt(i: number): JsonText {
  const dice = new Dice(i)
  const text = story.repeat(8)
  return json`{
    "index": ${i},
    "id": ${hugeId(dice)},
    "sku": ${`SKU-${dice.digits(9)}`},
    "name": ${`Article ${dice.hex(6)}`},
    "active": ${dice.chance(0.7)},
    "replaced_by": null,
    "price": { "minor_units": ${dice.whole(100, 90_000)}, "currency": "EUR" },
    "stock": { "north": ${dice.whole(0, 90)}, "south": ${dice.whole(0, 90)} },
    "tags": [${dice.hex(8)}, ${dice.hex(8)}],
    "texts": { "short": ${text}, "long": ${text + text}, "legal": ${text} },
    "checksum": ${dice.hex(64)}
  }`
}
