import { json, jsonArray, JsonText } from './json-text.ts'
import type { Rng } from './random.ts'

/* Responses of customers' own systems. All data is fictional. */

const products = [
  'Oak shelf 80 cm',
  'Wool blanket “Fjord”',
  'Chaise longue, été',
  'Desk lamp <LED>',
  'Kettle 1.7 l',
  'Garden hose 15 m',
  'Tea set (4 × cups)',
  'Noise-cancelling headphones',
  'Rain jacket, size M/L',
  'Board game – 2nd edition',
] as const

const carriers = ['Northwind Freight', 'Blue Crane Parcel', 'Swift & Sons', 'Übermorgen Express'] as const
const places = ['Harbour Clinic', 'Studio 4', 'Mill Lane branch', 'Repair desk, level 2'] as const

const scanStates = ['accepted', 'sorted', 'departed', 'arrived', 'loaded'] as const

/** An order number of eight digits. */
export function randomOrderNumber(rng: Rng): string {
  return rng.digits(8)
}

/** A database id of 19 digits, too large for a JavaScript number, so it is written as text. */
export function randomUnsafeInteger(rng: Rng): JsonText {
  return new JsonText(`90071992547409${rng.digits(5)}`)
}

/** A date, e.g. 2026-11-03. */
export function formatDay(timestamp: number): string {
  return new Date(timestamp).toISOString().slice(0, 10)
}

/** A full or half hour, e.g. 14:30. */
export function randomHalfHour(rng: Rng): string {
  return `${rng.integer(8, 18)}:${rng.pick(['00', '30'])}`
}

export function randomPlace(rng: Rng): string {
  return rng.pick(places)
}

export function randomLink(rng: Rng): string {
  return `https://track.example.com/t/${rng.hex(10)}`
}

/** A shop's response for one order. */
export function randomOrderJson(rng: Rng, number: string, now: number): JsonText {
  const lines = Array.from({ length: rng.integer(1, 4) }, (_, i) => {
    const price = rng.integer(5, 240)
    return json`{
      "line": ${i + 1},
      "sku": ${`SKU-${rng.digits(6)}`},
      "title": ${rng.pick(products)},
      "quantity": ${rng.integer(1, 3)},
      "unit_price": ${new JsonText(`${price}.${rng.pick(['00', '50', '90', '95'])}`)}
    }`
  })
  return json`{
    "order_id": ${randomUnsafeInteger(rng)},
    "order_number": ${number},
    "state": ${rng.pick(['packed', 'shipped', 'in_transit', 'out_for_delivery'])},
    "placed_on": ${formatDay(now - rng.integer(1, 9) * 86_400_000)},
    "currency": ${rng.pick(['USD', 'EUR', 'GBP'])},
    "gift": ${rng.chance(0.1)},
    "note": null,
    "carrier": ${rng.pick(carriers)},
    "tracking": { "code": ${`1Z${rng.hex(14).toUpperCase()}`}, "url": ${randomLink(rng)} },
    "lines": ${jsonArray(lines)}
  }`
}

/** A carrier's response for one parcel, with its scans. */
export function randomParcelJson(rng: Rng, number: string, now: number): JsonText {
  const scans = scanStates.slice(0, rng.integer(2, scanStates.length)).map((state, i) => {
    const scannedAt = now - (scanStates.length - i) * 5 * 3_600_000 - rng.integer(0, 3_600_000)
    return json`{ "what": ${state}, "depot": ${rng.hex(4).toUpperCase()}, "at": ${new Date(scannedAt).toISOString()} }`
  })
  return json`{
    "parcel_id": ${randomUnsafeInteger(rng)},
    "number": ${number},
    "carrier": ${rng.pick(carriers)},
    "weight_kg": ${rng.integer(1, 240) / 10},
    "dimensions_cm": [${rng.integer(10, 60)}, ${rng.integer(10, 60)}, ${rng.integer(5, 40)}],
    "due": ${formatDay(now)},
    "safe_place": ${rng.chance(0.3) ? 'porch' : null},
    "signature_required": ${rng.chance(0.2)},
    "scans": ${jsonArray(scans)}
  }`
}
