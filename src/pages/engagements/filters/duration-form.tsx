import { useId, useState, type SubmitEvent } from 'react'

import type { DurationRange } from '#search/query/predicates.ts'
import { Button } from '#ui/controls/button.tsx'

import {
  durationPresets,
  formatDurationField,
  parseDurationFields,
  type DurationField,
} from './duration-fields.ts'
import { formatDurationRange } from './duration-range-text.ts'

type DurationFormProps = { range: DurationRange; onChoose: (range: DurationRange) => void }

/** The form in the duration popover. */
export function DurationForm({ range, onChoose }: DurationFormProps) {
  const [texts, setTexts] = useState({
    atLeast: formatDurationField(range.minSeconds),
    atMost: formatDurationField(range.maxSeconds),
  })
  const [error, setError] = useState<{ field: DurationField; message: string } | null>(null)
  const errorId = useId()

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const parsed = parseDurationFields(texts)
    if (parsed.ok) onChoose(parsed.range)
    else setError(parsed)
  }

  const field = (name: DurationField) => ({
    value: texts[name],
    errorId: error?.field === name ? errorId : undefined,
    onChange: (text: string) => {
      setTexts({ ...texts, [name]: text })
      setError(null)
    },
  })

  return (
    <div className="flex w-64 max-w-full flex-col gap-3">
      <div role="group" aria-label="Common durations" className="grid grid-cols-2 gap-1">
        {durationPresets.map((preset) => {
          const label = formatDurationRange(preset)
          return (
            <Button
              key={label}
              variant="quiet"
              className="justify-start! text-ink!"
              onClick={() => onChoose(preset)}
            >
              <span className="first-letter:uppercase">{label}</span>
            </Button>
          )
        })}
      </div>
      <form noValidate onSubmit={submit} className="flex flex-col gap-2 border-t border-line pt-3">
        <DurationInput label="At least" {...field('atLeast')} />
        <DurationInput label="At most" {...field('atMost')} />
        {error && (
          <p role="alert" id={errorId} className="text-xs text-danger">
            {error.message}
          </p>
        )}
        <p className="text-xs text-muted">
          From the start of a run to its last update; both bounds are included. An active run may still get
          longer.
        </p>
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={() => onChoose({ minSeconds: null, maxSeconds: null })}>Clear</Button>
          <Button variant="primary" type="submit">
            Apply
          </Button>
        </div>
      </form>
    </div>
  )
}

type DurationInputProps = {
  label: string
  value: string
  /** The id of the error message. */
  errorId: string | undefined
  onChange: (text: string) => void
}

function DurationInput({ label, value, errorId, onChange }: DurationInputProps) {
  return (
    <label className="flex items-center gap-2">
      <span className="w-16 text-muted">{label}</span>
      <input
        value={value}
        placeholder="90s, 5m, 2h"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={errorId !== undefined}
        aria-describedby={errorId}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 tabular-nums placeholder:text-faint aria-invalid:border-danger"
      />
    </label>
  )
}
