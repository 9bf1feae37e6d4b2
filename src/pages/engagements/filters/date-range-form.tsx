import { useId, useState, type SubmitEvent } from 'react'

import { timePresets } from '#format/time-presets.ts'
import type { TimeRange } from '#format/time-range.ts'
import { formatDatetimeLocal, parseDatetimeLocal } from '#format/datetime-local.ts'
import { formatTimeZone, localTimeZone, utc, type TimeZone } from '#format/time-zone.ts'
import { Button } from '#ui/controls/button.tsx'

import { usePref } from '#pages/prefs/pref.ts'
import {
  resolveTimeZone,
  timeZonePref,
  timeZoneChoices,
  type TimeZoneChoice,
} from '#pages/prefs/time-zone-pref.ts'
import { parseDateRange, type DateFieldError } from './date-range-fields.ts'

type DateRangeFormProps = {
  range: TimeRange
  onChoose: (range: TimeRange) => void
}

/** The form in the date range popover. */
export function DateRangeForm({ range, onChoose }: DateRangeFormProps) {
  const choice = usePref(timeZonePref)
  const zone = resolveTimeZone(choice)
  const [now] = useState(Date.now)
  const [texts, setTexts] = useState({
    from: formatTimeField(range.from, zone),
    to: formatTimeField(range.to, zone),
  })
  const [error, setError] = useState<DateFieldError | null>(null)
  const errorId = useId()

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const field = (name: 'from' | 'to') => {
      const input = event.currentTarget.elements.namedItem(name)
      return { text: texts[name], isIncomplete: input instanceof HTMLInputElement && input.validity.badInput }
    }
    const parsed = parseDateRange({ from: field('from'), to: field('to') }, zone)
    if (parsed.ok) onChoose(parsed.range)
    else setError(parsed)
  }

  /** Converts the fields, so that they keep their instants. */
  function changeZone(next: TimeZoneChoice) {
    const inNext = (text: string) => formatTimeField(parseDatetimeLocal(text, zone), resolveTimeZone(next))
    setTexts({ from: inNext(texts.from), to: inNext(texts.to) })
    timeZonePref.write(next)
  }

  const field = (name: 'from' | 'to') => ({
    name,
    value: texts[name],
    onChange: (text: string) => {
      setTexts({ ...texts, [name]: text })
      setError(null)
    },
    errorId: error?.field === name ? errorId : undefined,
  })
  const bounds = [range.from, range.to].filter((bound) => bound !== null)

  return (
    <div className="flex w-72 max-w-full flex-col gap-3">
      <div role="group" aria-label="Named ranges" className="grid grid-cols-2 gap-1">
        {timePresets.map((preset) => (
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
        <DateTimeInput label="From" {...field('from')} />
        <DateTimeInput label="To" {...field('to')} />
        {error && (
          <p role="alert" id={errorId} className="text-xs text-danger">
            {error.message}
          </p>
        )}
        <p className="text-xs text-muted">
          Times are in {formatTimeZone(zone, bounds[0] ?? now, bounds.at(-1) ?? now)}. End time is excluded.
        </p>
        <TimeZoneField choice={choice} onChange={changeZone} />
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

const formatTimeField = (ms: number | null, zone: TimeZone): string =>
  ms === null ? '' : formatDatetimeLocal(ms, zone)

type DateTimeInputProps = {
  label: string
  name: string
  value: string
  /** The id of the error message. */
  errorId: string | undefined
  onChange: (text: string) => void
}

function DateTimeInput({ label, name, value, errorId, onChange }: DateTimeInputProps) {
  return (
    <label className="flex items-center gap-2">
      <span className="w-10 text-muted">{label}</span>
      <input
        type="datetime-local"
        name={name}
        value={value}
        max="9999-12-31T23:59"
        aria-invalid={errorId !== undefined}
        aria-describedby={errorId}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 tabular-nums aria-invalid:border-danger"
      />
    </label>
  )
}

const zoneLabels: Record<TimeZoneChoice, string> = { own: 'Your zone', utc: 'UTC' }

type TimeZoneFieldProps = { choice: TimeZoneChoice; onChange: (choice: TimeZoneChoice) => void }

/** Hidden where the browser's own zone is UTC. */
function TimeZoneField({ choice, onChange }: TimeZoneFieldProps) {
  if (localTimeZone() === utc) return null
  return (
    <fieldset className="flex gap-4">
      <legend className="sr-only">Time zone</legend>
      {timeZoneChoices.map((each) => (
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
