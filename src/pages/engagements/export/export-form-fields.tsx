import type { ReactNode } from 'react'

import { zoneLabel } from '#format/time/time-zone.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'

/** The export options. Options of one format are kept while the other is selected. */
export type ExportChoice = { format: 'csv' | 'json-lines'; safe: boolean; contexts: boolean }

export const defaultChoice: ExportChoice = { format: 'csv', safe: true, contexts: false }

type ExportFormFieldsProps = {
  choice: ExportChoice
  /** Number of context columns in the list. */
  contextColumnCount: number
  onChange: (choice: ExportChoice) => void
}

/** The file format; for CSV also whether to escape formulas and include contexts. */
export function ExportFormFields({ choice, contextColumnCount, onChange }: ExportFormFieldsProps) {
  const { format, safe, contexts } = choice
  const zone = useTimeZone()
  return (
    <div className="flex flex-col gap-4">
      <fieldset>
        <legend className="mb-1 text-xs font-medium text-muted">Format</legend>
        <OptionInput
          type="radio"
          name="export-format"
          label="CSV"
          hint={`SID, status, contact, times in ${zoneLabel(zone)}, duration${contextColumnCount === 0 ? '' : ', and the context columns'}.`}
          checked={format === 'csv'}
          onChange={() => onChange({ ...choice, format: 'csv' })}
        />
        <OptionInput
          type="radio"
          name="export-format"
          label="JSON Lines"
          hint="One run per line with its context, exactly as Twilio sent it."
          checked={format === 'json-lines'}
          onChange={() => onChange({ ...choice, format: 'json-lines' })}
        />
      </fieldset>
      {format === 'csv' && (
        <>
          <fieldset>
            <legend className="mb-1 text-xs font-medium text-muted">Cells</legend>
            <OptionInput
              type="radio"
              name="export-cells"
              label="Safe for spreadsheets"
              hint="Text that a spreadsheet would run as a formula is prefixed with '. Numbers and phone numbers such as +14155550123 stay as they are."
              checked={safe}
              onChange={() => onChange({ ...choice, safe: true })}
            />
            <OptionInput
              type="radio"
              name="export-cells"
              label="As they are"
              hint="No changes. A spreadsheet may run a customer’s text as a formula."
              checked={!safe}
              onChange={() => onChange({ ...choice, safe: false })}
            />
          </fieldset>
          <OptionInput
            type="checkbox"
            label="With contexts"
            hint="Adds a column with the JSON as Twilio sent it. Excel cuts a cell after 32,767 characters."
            checked={contexts}
            onChange={() => onChange({ ...choice, contexts: !contexts })}
          />
        </>
      )}
    </div>
  )
}

type OptionInputProps = {
  type: 'radio' | 'checkbox'
  /** Name of the radio group. */
  name?: string
  label: string
  hint: ReactNode
  checked: boolean
  onChange: () => void
}

function OptionInput({ label, hint, ...input }: OptionInputProps) {
  const hintId = `export-${label.toLowerCase().replaceAll(' ', '-')}`
  return (
    <label className="flex gap-2 py-1">
      <input
        {...input}
        aria-label={label}
        aria-describedby={hintId}
        className="focus-ring mt-1 shrink-0 self-start accent-accent"
      />
      <span>
        {label}
        <span id={hintId} className="block text-xs text-muted">
          {hint}
        </span>
      </span>
    </label>
  )
}
