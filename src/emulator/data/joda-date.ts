import { json, type JsonText } from './json-text.ts'

const dayMs = 86_400_000

/** A Joda DateTime as an object of its fields, as Studio writes a chat message's DateCreated into the context. */
export function jodaDateTime(timestamp: number): JsonText {
  const date = new Date(timestamp)
  const year = date.getUTCFullYear()
  const millisOfDay = timestamp % dayMs
  const dayOfWeek = date.getUTCDay() || 7
  // ISO 8601: a week belongs to the year its Thursday is in.
  const thursday = new Date(timestamp + (4 - dayOfWeek) * dayMs)
  const weekyear = thursday.getUTCFullYear()
  return json`{
    "weekyear": ${weekyear},
    "era": 1,
    "dayOfYear": ${dayOfYear(timestamp, year)},
    "yearOfEra": ${year},
    "yearOfCentury": ${year % 100},
    "centuryOfEra": ${Math.floor(year / 100)},
    "year": ${year},
    "monthOfYear": ${date.getUTCMonth() + 1},
    "dayOfMonth": ${date.getUTCDate()},
    "weekOfWeekyear": ${Math.ceil(dayOfYear(thursday.getTime(), weekyear) / 7)},
    "dayOfWeek": ${dayOfWeek},
    "hourOfDay": ${date.getUTCHours()},
    "minuteOfHour": ${date.getUTCMinutes()},
    "secondOfMinute": ${date.getUTCSeconds()},
    "millisOfSecond": ${date.getUTCMilliseconds()},
    "minuteOfDay": ${Math.floor(millisOfDay / 60_000)},
    "secondOfDay": ${Math.floor(millisOfDay / 1000)},
    "millisOfDay": ${millisOfDay},
    "millis": ${timestamp},
    "zone": { "fixed": true, "uncachedZone": null, "id": "UTC" },
    "chronology": { "zone": { "fixed": true, "id": "UTC" } },
    "beforeNow": true,
    "afterNow": false,
    "equalNow": false
  }`
}

function dayOfYear(timestamp: number, year: number): number {
  return Math.floor((timestamp - Date.UTC(year, 0, 1)) / dayMs) + 1
}
