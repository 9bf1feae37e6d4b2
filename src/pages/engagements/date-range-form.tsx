import { useId, useState, type SubmitEvent } from 'react'

import { presets, type TimeRange } from '#display/time-range.ts'
import { formatWallClock, parseWallClock } from '#display/wall-clock.ts'
import { nameZone, readersZone, utc, type Zone } from '#display/zone.ts'
import { Button } from '#ui/button.tsx'

import { chooseZone, useZone } from '#pages/shared/use-zone.ts'
import { readFields, type Refused } from './date-range-fields.ts'

type DateRangeFormProps = {
  range: TimeRange
  onChoose: (range: TimeRange) => void
}

/** What stands in the popover of the date range. */
export function DateRangeForm({ range, onChoose }: DateRangeFormProps) {
  const zone = useZone()
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
  function changeZone(next: Zone) {
    const inNext = (text: string) => textOf(parseWallClock(text, zone), next)
    setTexts({ from: inNext(texts.from), to: inNext(texts.to) })
    chooseZone(next)
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
        <ZoneChoice zone={zone} onChange={changeZone} />
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

/** Nothing to choose where the reader's own zone is UTC. */
function ZoneChoice({ zone, onChange }: { zone: Zone; onChange: (zone: Zone) => void }) {
  const own = readersZone()
  if (own === utc) return null
  return (
    <fieldset className="flex gap-4">
      <legend className="sr-only">Time zone</legend>
      {[own, utc].map((choice) => (
        <label key={choice} className="flex items-center gap-1.5 text-xs">
          <input
            type="radio"
            name="zone"
            checked={choice === zone}
            onChange={() => onChange(choice)}
            className="focus-ring accent-accent"
          />
          {choice === utc ? 'UTC' : 'Your zone'}
        </label>
      ))}
    </fieldset>
  )
}
