import { json, jsonArray, JsonText } from './json-text.ts'
import type { Dice } from './random.ts'

/* What the customers' own systems say. None of it is anyone's. */

const goods = [
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

const scanned = ['accepted', 'sorted', 'departed', 'arrived', 'loaded'] as const

/** An order number as people write it: eight digits. */
export function orderNumber(dice: Dice): string {
  return dice.digits(8)
}

/** An id no JavaScript number can hold, as databases hand them out: 19 digits, written digit for digit. */
export function hugeId(dice: Dice): JsonText {
  return new JsonText(`90071992547409${dice.digits(5)}`)
}

/** A day as people read it, e.g. 2026-11-03. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** An hour on the half, e.g. 14:30. */
export function hourOf(dice: Dice): string {
  return `${dice.whole(8, 18)}:${dice.pick(['00', '30'])}`
}

export function placeOf(dice: Dice): string {
  return dice.pick(places)
}

export function linkOf(dice: Dice): string {
  return `https://track.example.com/t/${dice.hex(10)}`
}

/** A shop's answer about one order. */
export function orderJson(dice: Dice, number: string, now: number): JsonText {
  const lines = Array.from({ length: dice.whole(1, 4) }, (_, i) => {
    const price = dice.whole(5, 240)
    return json`{
      "line": ${i + 1},
      "sku": ${`SKU-${dice.digits(6)}`},
      "title": ${dice.pick(goods)},
      "quantity": ${dice.whole(1, 3)},
      "unit_price": ${new JsonText(`${price}.${dice.pick(['00', '50', '90', '95'])}`)}
    }`
  })
  return json`{
    "order_id": ${hugeId(dice)},
    "order_number": ${number},
    "state": ${dice.pick(['packed', 'shipped', 'in_transit', 'out_for_delivery'])},
    "placed_on": ${dayOf(now - dice.whole(1, 9) * 86_400_000)},
    "currency": ${dice.pick(['USD', 'EUR', 'GBP'])},
    "gift": ${dice.chance(0.1)},
    "note": null,
    "carrier": ${dice.pick(carriers)},
    "tracking": { "code": ${`1Z${dice.hex(14).toUpperCase()}`}, "url": ${linkOf(dice)} },
    "lines": ${jsonArray(lines)}
  }`
}

/** A carrier's answer about one parcel, with where it was scanned. */
export function parcelJson(dice: Dice, number: string, now: number): JsonText {
  const scans = scanned.slice(0, dice.whole(2, scanned.length)).map((what, i) => {
    const at = now - (scanned.length - i) * 5 * 3_600_000 - dice.whole(0, 3_600_000)
    return json`{ "what": ${what}, "depot": ${dice.hex(4).toUpperCase()}, "at": ${new Date(at).toISOString()} }`
  })
  return json`{
    "parcel_id": ${hugeId(dice)},
    "number": ${number},
    "carrier": ${dice.pick(carriers)},
    "weight_kg": ${dice.whole(1, 240) / 10},
    "dimensions_cm": [${dice.whole(10, 60)}, ${dice.whole(10, 60)}, ${dice.whole(5, 40)}],
    "due": ${dayOf(now)},
    "safe_place": ${dice.chance(0.3) ? 'porch' : null},
    "signature_required": ${dice.chance(0.2)},
    "scans": ${jsonArray(scans)}
  }`
}
