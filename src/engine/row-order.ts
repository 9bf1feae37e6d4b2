import type { Order, OrderKey } from '#search/question.ts'

import type { Columns } from './columns.ts'
import { contactRanks } from './contact-ranks.ts'
import { noContact } from './contact-table.ts'
import { compareNumbers, rowNumbers, sortRows } from './sort-rows.ts'

/** Compares two rows by their numbers; never 0 for two different ones. */
export type CompareRows = (a: number, b: number) => number

type Dates = Exclude<OrderKey, 'contact'>

/** How two rows stand to each other: those without a value last either way, ties as they were listed, contacts by code points. */
export function compareRows(columns: Columns, { by, descending }: Order): CompareRows {
  const sign = descending ? -1 : 1
  const compareValues = by === 'contact' ? compareContacts(columns, sign) : compareDates(columns, by, sign)
  return (a, b) => compareValues(a, b) || columns.position.at(a) - columns.position.at(b)
}

/** All rows in an order: as `compareRows` has it, without comparing. */
export function sortAll(columns: Columns, { by, descending }: Order): Uint32Array<ArrayBuffer> {
  const sign = descending ? -1 : 1
  const keys = new Float64Array(columns.count)
  if (by === 'contact') {
    const ranks = contactRanks(columns.contacts)
    for (let row = 0; row < keys.length; row++) keys[row] = sign * (ranks[columns.contact.at(row)] ?? 0)
  } else {
    const valueAt = valueOf(columns, by)
    for (let row = 0; row < keys.length; row++) keys[row] = sign * valueAt(row)
  }
  return sortRows(inListing(columns), keys)
}

/** Milliseconds, NaN where there are none. */
export function valueOf(columns: Columns, by: Dates): (row: number) => number {
  switch (by) {
    case 'started':
      return (row) => columns.started.at(row)
    case 'updated':
      return (row) => columns.updated.at(row)
    case 'duration':
      return (row) => columns.updated.at(row) - columns.started.at(row)
  }
}

function compareDates(columns: Columns, by: Dates, sign: 1 | -1): CompareRows {
  const valueAt = valueOf(columns, by)
  return (a, b) => compareNumbers(sign * valueAt(a), sign * valueAt(b))
}

function compareContacts({ contact, contacts }: Columns, sign: 1 | -1): CompareRows {
  return (a, b) => {
    const first = contact.at(a)
    const second = contact.at(b)
    if (first === second) return 0
    if (first === noContact) return 1
    if (second === noContact) return -1
    return sign * contacts.texts.compare(first, second)
  }
}

/** All rows as they were listed: sorting keeps that order among those of one value. */
function inListing({ count, position, hasHead }: Columns): Uint32Array<ArrayBuffer> {
  const rows = rowNumbers(count)
  return hasHead ? sortRows(rows, Float64Array.from(position.data.subarray(0, count))) : rows
}
