import { useId, useState, type SubmitEvent } from 'react'

import { timePresets } from '#format/time/time-presets.ts'
import type { TimeRange } from '#format/time/time-range.ts'
import { Button } from '#ui/controls/button.tsx'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { TimeZoneField } from '#pages/shared/time-zone-field.tsx'
import {
  describeAroundChange,
  describeClockChanges,
  describeFieldZone,
  fieldsAround,
  findAroundError,
  formatField,
  parseDateRange,
  parseField,
  type BoundName,
  type DateFieldError,
} from './date-range-fields.ts'

type DateRangeFormProps = {
  range: TimeRange
  onChoose: (range: TimeRange) => void
}

/** The form in the date range popover. */
export function DateRangeForm({ range, onChoose }: DateRangeFormProps) {
  const zone = useTimeZone()
  const [now] = useState(Date.now)
  const [state, setState] = useState({
    zone,
    fields: { from: formatField(range.from, zone), to: formatField(range.to, zone) },
  })
  const { fields } = state
  const [around, setAround] = useState({ text: '', minutes: '15' })
  // Another zone converts the fields, so that they keep their times. What is no time stays as it is typed.
  if (state.zone !== zone) {
    const { from, to } = fields
    setState({
      zone,
      fields: {
        from: from.ms === null ? from : formatField(from.ms, zone),
        to: to.ms === null ? to : formatField(to.ms, zone),
      },
    })
    const { ms } = parseField('from', around.text, state.zone)
    if (ms !== null) setAround({ ...around, text: formatField(ms, zone).text })
  }
  const [error, setError] = useState<DateFieldError | null>(null)
  const errorId = useId()

  function changeAround(change: Partial<typeof around>) {
    const next = { ...around, ...change }
    setAround(next)
    setError(null)
    const filled = fieldsAround(next.text, next.minutes, zone)
    if (filled !== null) setState({ zone, fields: filled })
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const { elements } = event.currentTarget
    const isIncomplete = (name: string) => {
      const input = elements.namedItem(name)
      return input instanceof HTMLInputElement && input.validity.badInput
    }
    const parsed = findAroundError(around, isIncomplete('around')) ?? parseDateRange(fields, isIncomplete)
    if (parsed.ok) onChoose(parsed.range)
    else setError(parsed)
  }

  const errorIdOf = (name: DateFieldError['field']) => (error?.field === name ? errorId : undefined)

  const field = (name: BoundName) => ({
    name,
    value: fields[name].text,
    onChange: (text: string) => {
      setState({ zone, fields: { ...fields, [name]: parseField(name, text, zone) } })
      setError(null)
    },
    errorId: errorIdOf(name),
  })

  return (
    <div className="flex w-88 max-w-full flex-col gap-3">
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
        <div role="group" aria-label="Around a time" className="flex flex-wrap items-center gap-2">
          <DateTimeInput
            label="Around"
            name="around"
            value={around.text}
            errorId={errorIdOf('around')}
            onChange={(text) => changeAround({ text })}
          />
          <label className="flex items-center gap-1 text-muted">
            <span aria-hidden>±</span>
            <span className="sr-only">Minutes before and after</span>
            <input
              inputMode="numeric"
              autoComplete="off"
              name="minutes"
              value={around.minutes}
              maxLength={4}
              aria-invalid={errorIdOf('minutes') !== undefined}
              aria-describedby={errorIdOf('minutes')}
              onChange={({ currentTarget }) => changeAround({ minutes: currentTarget.value.trim() })}
              className="focus-ring h-8 w-11 rounded-md border border-line-strong bg-surface px-1.5 text-right text-ink tabular-nums aria-invalid:border-danger"
            />
            min
          </label>
        </div>
        <DateTimeInput label="From" {...field('from')} />
        <DateTimeInput label="To" {...field('to')} />
        {error && (
          <p role="alert" id={errorId} className="text-xs text-danger">
            {error.message}
          </p>
        )}
        <p className="text-xs text-muted">{describeFieldZone(fields, zone, now)} End time is excluded.</p>
        {[...describeAroundChange(around.text, zone), ...describeClockChanges(fields, zone)].map(
          (sentence) => (
            <p key={sentence} role="status" className="text-xs text-warn">
              {sentence}
            </p>
          ),
        )}
        <TimeZoneField />
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
    <label className="flex min-w-56 flex-1 items-center gap-2 max-sm:min-w-66">
      <span className="w-11 shrink-0 text-muted">{label}</span>
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
