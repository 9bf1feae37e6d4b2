import { useEffect, useState } from 'react'

import { browserTimeZone, listTimeZones, matchTimeZone } from '#format/time/time-zone-list.ts'
import { utc, zoneLabel, type TimeZone } from '#format/time/time-zone.ts'
import { Combobox, type ComboboxOption } from '#ui/controls/combobox.tsx'

import { usePref } from '#pages/prefs/pref.ts'
import { browserZone, timeZonePref } from '#pages/prefs/time-zone-pref.ts'

/** Chooses the time zone of all times that are shown and entered. */
export function TimeZoneField() {
  const value = usePref(timeZonePref)
  const [zones] = useState(listTimeZones)
  const offsets = useOffsets(zones)
  const own = browserTimeZone()
  const withOffset = (zone: TimeZone) => {
    const note = offsets.get(zone)
    return note === undefined || zone === utc ? {} : { note }
  }
  const toOption = (zone: TimeZone) => ({ value: zone, label: zoneLabel(zone), ...withOffset(zone) })
  const ownOption: ComboboxOption = {
    value: browserZone,
    label: `This browser’s: ${zoneLabel(own)}`,
    ...withOffset(own),
  }

  function filter(text: string): readonly ComboboxOption[] {
    const matches = zones.flatMap((zone) => {
      const rank = matchTimeZone(zone, offsets.get(zone) ?? null, text)
      return rank === null ? [] : [{ rank, option: toOption(zone) }]
    })
    const isOwn = matchTimeZone(own, offsets.get(own) ?? null, text) !== null || matchesLabel(ownOption, text)
    return [
      ...(isOwn ? [ownOption] : []),
      ...matches.toSorted((a, b) => a.rank - b.rank).map(({ option }) => option),
    ]
  }

  return (
    <Combobox
      label="Time zone"
      value={value}
      options={[ownOption, ...zones.map(toOption)]}
      filter={filter}
      noMatchText={(text) =>
        `No time zone matches “${text.slice(0, 40)}”. Type a city, such as Berlin, or an offset, such as +2.`
      }
      onChoose={timeZonePref.write}
    />
  )
}

const matchesLabel = ({ label }: ComboboxOption, text: string) =>
  label.toLowerCase().startsWith(text.trim().toLowerCase().replaceAll("'", '’'))

/** Max time in ms that is spent on offsets at once: the browser needs about a millisecond for each of 400 zones. */
const maxSliceMs = 8

/** The present offset of each zone from UTC: "UTC+1". They are found little by little, so that no key is late. */
function useOffsets(zones: readonly TimeZone[]): ReadonlyMap<TimeZone, string> {
  const [offsets, setOffsets] = useState<ReadonlyMap<TimeZone, string>>(new Map())
  useEffect(() => {
    const found = new Map<TimeZone, string>()
    const now = Date.now()
    let timer = setTimeout(findNext)
    function findNext() {
      const start = performance.now()
      while (found.size < zones.length && performance.now() - start < maxSliceMs) {
        const zone = zones[found.size] ?? utc
        found.set(zone, presentOffset(zone, now))
      }
      if (found.size === zones.length) setOffsets(found)
      else timer = setTimeout(findNext)
    }
    return () => clearTimeout(timer)
  }, [zones])
  return offsets
}

/** Not with `dateFormat`, which keeps what it constructs: 400 formats take some megabytes. */
function presentOffset(zone: TimeZone, now: number): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts(now)
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return offset.replace('GMT', 'UTC').replace('UTC+0', 'UTC').replace('-', '−')
}
