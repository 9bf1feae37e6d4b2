import { useId, useState, type SubmitEvent } from 'react'

import type { DurationRange } from '#search/search.ts'
import { Button } from '#ui/button.tsx'

import { durationPresets, durationText, readDurationFields, type Field } from './duration-fields.ts'
import { describeDurations } from './duration-words.ts'

type DurationFormProps = { range: DurationRange; onChoose: (range: DurationRange) => void }

/** What stands in the popover of the duration. */
export function DurationForm({ range, onChoose }: DurationFormProps) {
  const [texts, setTexts] = useState({
    atLeast: durationText(range.atLeast),
    atMost: durationText(range.atMost),
  })
  const [refused, setRefused] = useState<{ field: Field; sentence: string } | null>(null)
  const refusalId = useId()

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const read = readDurationFields(texts)
    if (read.ok) onChoose(read.range)
    else setRefused(read)
  }

  const field = (name: Field) => ({
    value: texts[name],
    refusalId: refused?.field === name ? refusalId : undefined,
    onChange: (text: string) => {
      setTexts({ ...texts, [name]: text })
      setRefused(null)
    },
  })

  return (
    <div className="flex w-64 max-w-full flex-col gap-3">
      <div role="group" aria-label="Common durations" className="grid grid-cols-2 gap-1">
        {durationPresets.map((preset) => {
          const words = describeDurations(preset)
          return (
            <Button
              key={words}
              variant="quiet"
              className="justify-start! text-ink!"
              onClick={() => onChoose(preset)}
            >
              <span className="first-letter:uppercase">{words}</span>
            </Button>
          )
        })}
      </div>
      <form noValidate onSubmit={submit} className="flex flex-col gap-2 border-t border-line pt-3">
        <LengthField label="At least" {...field('atLeast')} />
        <LengthField label="At most" {...field('atMost')} />
        {refused && (
          <p role="alert" id={refusalId} className="text-xs text-danger">
            {refused.sentence}
          </p>
        )}
        <p className="text-xs text-muted">
          From the start of a run to its last update; both bounds are included. An active run may take longer
          yet.
        </p>
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={() => onChoose({ atLeast: null, atMost: null })}>Clear</Button>
          <Button variant="primary" type="submit">
            Apply
          </Button>
        </div>
      </form>
    </div>
  )
}

type LengthFieldProps = {
  label: string
  value: string
  /** The id of the sentence that says what is wrong with it. */
  refusalId: string | undefined
  onChange: (text: string) => void
}

function LengthField({ label, value, refusalId, onChange }: LengthFieldProps) {
  return (
    <label className="flex items-center gap-2">
      <span className="w-16 text-muted">{label}</span>
      <input
        value={value}
        placeholder="90s, 5m, 2h"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={refusalId !== undefined}
        aria-describedby={refusalId}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 tabular-nums placeholder:text-faint aria-invalid:border-danger"
      />
    </label>
  )
}
