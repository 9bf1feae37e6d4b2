import type { Sort, SortKey } from '#search/query/list-query.ts'

import type { EngagementColumns } from '#engine/store/engagement-columns.ts'
import { contactRanks } from './contact-ranks.ts'
import { noContactId } from '#engine/store/contact-dictionary.ts'
import { compareNumbers, rowNumbers, sortRows } from './sort-rows.ts'

/** Compares two rows, given by row number. Never returns 0 for different rows. */
export type CompareRows = (a: number, b: number) => number

type DateSortKey = Exclude<SortKey, 'contact'>

/** Rows without a value sort last in both directions, ties keep the list order, contacts compare by code points. */
export function createRowCompare(columns: EngagementColumns, { by, descending }: Sort): CompareRows {
  const sign = descending ? -1 : 1
  const compareValues = by === 'contact' ? compareContacts(columns, sign) : compareDates(columns, by, sign)
  return (a, b) => compareValues(a, b) || columns.position.at(a) - columns.position.at(b)
}

/** All rows, sorted as by `createRowCompare`, but with a radix sort. */
export function sortAllRows(columns: EngagementColumns, sort: Sort): Uint32Array<ArrayBuffer> {
  return sortRows(rowsInListOrder(columns), rowKeys(columns, sort))
}

/** A number for each row that sorts, ascending and NaN last, as `createRowCompare` does; equal for ties. */
export function rowKeys(columns: EngagementColumns, { by, descending }: Sort): Float64Array {
  const sign = descending ? -1 : 1
  const keys = new Float64Array(columns.count)
  if (by === 'contact') {
    const ranks = contactRanks(columns.contacts)
    for (let row = 0; row < keys.length; row++) keys[row] = sign * (ranks[columns.contact.at(row)] ?? 0)
  } else {
    const valueAt = sortValueOf(columns, by)
    for (let row = 0; row < keys.length; row++) keys[row] = sign * valueAt(row)
  }
  return keys
}

/** Milliseconds; NaN when there is no date. */
function sortValueOf(columns: EngagementColumns, by: DateSortKey): (row: number) => number {
  switch (by) {
    case 'started':
      return (row) => columns.started.at(row)
    case 'updated':
      return (row) => columns.updated.at(row)
    case 'duration':
      return (row) => columns.durationAt(row)
  }
}

function compareDates(columns: EngagementColumns, by: DateSortKey, sign: 1 | -1): CompareRows {
  const valueAt = sortValueOf(columns, by)
  return (a, b) => compareNumbers(sign * valueAt(a), sign * valueAt(b))
}

function compareContacts({ contact, contacts }: EngagementColumns, sign: 1 | -1): CompareRows {
  return (a, b) => {
    const first = contact.at(a)
    const second = contact.at(b)
    if (first === second) return 0
    if (first === noContactId) return 1
    if (second === noContactId) return -1
    return sign * contacts.texts.compare(first, second)
  }
}

/** All rows in list order. The sort is stable, so ties keep it. */
function rowsInListOrder({ count, position, hasPrependedRows }: EngagementColumns): Uint32Array<ArrayBuffer> {
  const rows = rowNumbers(count)
  return hasPrependedRows ? sortRows(rows, Float64Array.from(position.data.subarray(0, count))) : rows
}
