import { useId, useState, type SubmitEvent } from 'react'

import { presets } from '#display/time-presets.ts'
import type { TimeRange } from '#display/time-range.ts'
import { formatWallClock, parseWallClock } from '#display/wall-clock.ts'
import { nameZone, readersZone, utc, type Zone } from '#display/zone.ts'
import { Button } from '#ui/button.tsx'

import { usePref } from '#pages/prefs/pref.ts'
import { zoneOf, zonePref, zones, type ZoneChoice } from '#pages/prefs/zone.ts'
import { readFields, type Refused } from './date-range-fields.ts'

type DateRangeFormProps = {
  range: TimeRange
  onChoose: (range: TimeRange) => void
}

/** What stands in the popover of the date range. */
export function DateRangeForm({ range, onChoose }: DateRangeFormProps) {
  const choice = usePref(zonePref)
  const zone = zoneOf(choice)
  const [now] = useState(Date.now)
  const [texts, setTexts] = useState({ from: textOf(range.from, zone), to: textOf(range.to, zone) })
  const [refused, setRefused] = useState<Refused | null>(null)
  const refusalId = useId()

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const field = (name: 'from' | 'to') => {
      const input = event.currentTarget.elements.namedItem(name)
      return { text: texts[name], incomplete: input instanceof HTMLInputElement && input.validity.badInput }
    }
    const read = readFields({ from: field('from'), to: field('to') }, zone)
    if (read.ok) onChoose(read.range)
    else setRefused(read)
  }

  /** The fields go on meaning the same times. */
  function changeZone(next: ZoneChoice) {
    const inNext = (text: string) => textOf(parseWallClock(text, zone), zoneOf(next))
    setTexts({ from: inNext(texts.from), to: inNext(texts.to) })
    zonePref.write(next)
  }

  const field = (name: 'from' | 'to') => ({
    name,
    value: texts[name],
    onChange: (text: string) => {
      setTexts({ ...texts, [name]: text })
      setRefused(null)
    },
    refusalId: refused?.field === name ? refusalId : undefined,
  })
  const bounds = [range.from, range.to].filter((bound) => bound !== null)

  return (
    <div className="flex w-72 max-w-full flex-col gap-3">
      <div role="group" aria-label="Named ranges" className="grid grid-cols-2 gap-1">
        {presets.map((preset) => (
          <Button
            key={preset.label}
            variant="quiet"
            className="justify-start! text-ink!"
            onClick={() => onChoose(preset.range(Date.now(), zone))}
          >
            {preset.label}
          </Button>
        ))}
      </div>
      <form noValidate onSubmit={submit} className="flex flex-col gap-2 border-t border-line pt-3">
        <Field label="From" {...field('from')} />
        <Field label="To" {...field('to')} />
        {refused && (
          <p role="alert" id={refusalId} className="text-xs text-danger">
            {refused.sentence}
          </p>
        )}
        <p className="text-xs text-muted">
          Times are in {nameZone(zone, bounds[0] ?? now, bounds.at(-1) ?? now)}. “To” itself is not included.
        </p>
        <ZoneField choice={choice} onChange={changeZone} />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={() => onChoose({ from: null, to: null })}>Clear</Button>
          <Button variant="primary" type="submit">
            Apply
          </Button>
        </div>
      </form>
    </div>
  )
}

const textOf = (ms: number | null, zone: Zone): string => (ms === null ? '' : formatWallClock(ms, zone))

type FieldProps = {
  label: string
  name: string
  value: string
  /** The id of the sentence that says what is wrong with it. */
  refusalId: string | undefined
  onChange: (text: string) => void
}

function Field({ label, name, value, refusalId, onChange }: FieldProps) {
  return (
    <label className="flex items-center gap-2">
      <span className="w-10 text-muted">{label}</span>
      <input
        type="datetime-local"
        name={name}
        value={value}
        max="9999-12-31T23:59"
        aria-invalid={refusalId !== undefined}
        aria-describedby={refusalId}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 tabular-nums aria-invalid:border-danger"
      />
    </label>
  )
}

const zoneLabels: Record<ZoneChoice, string> = { own: 'Your zone', utc: 'UTC' }

type ZoneFieldProps = { choice: ZoneChoice; onChange: (choice: ZoneChoice) => void }

/** Nothing to choose where the reader's own zone is UTC. */
function ZoneField({ choice, onChange }: ZoneFieldProps) {
  if (readersZone() === utc) return null
  return (
    <fieldset className="flex gap-4">
      <legend className="sr-only">Time zone</legend>
      {zones.map((each) => (
        <label key={each} className="flex items-center gap-1.5 text-xs">
          <input
            type="radio"
            name="zone"
            checked={each === choice}
            onChange={() => onChange(each)}
            className="focus-ring accent-accent"
          />
          {zoneLabels[each]}
        </label>
      ))}
    </fieldset>
  )
}
