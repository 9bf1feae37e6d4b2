import type { ReactNode } from 'react'

/** What can be chosen about the file. What is chosen for one format stays while the other is looked at. */
export type Choice = { format: 'csv' | 'json-lines'; safe: boolean; contexts: boolean }

export const usualChoice: Choice = { format: 'csv', safe: true, contexts: false }

type FormFieldsProps = {
  choice: Choice
  /** How many columns of the list come from contexts. */
  contextColumns: number
  onChange: (choice: Choice) => void
}

/** The format of the file, and for CSV how safe its cells are and whether contexts are in it. */
export function FormFields({ choice, contextColumns, onChange }: FormFieldsProps) {
  const { format, safe, contexts } = choice
  return (
    <div className="flex flex-col gap-4">
      <fieldset>
        <legend className="mb-1 text-xs font-medium text-muted">Format</legend>
        <Option
          type="radio"
          name="export-format"
          label="CSV"
          hint={`SID, status, contact, times in UTC, duration${contextColumns === 0 ? '' : ', and the columns from contexts'}.`}
          checked={format === 'csv'}
          onChange={() => onChange({ ...choice, format: 'csv' })}
        />
        <Option
          type="radio"
          name="export-format"
          label="JSON Lines"
          hint="An engagement a line, context included, each digit as Twilio sent it."
          checked={format === 'json-lines'}
          onChange={() => onChange({ ...choice, format: 'json-lines' })}
        />
      </fieldset>
      {format === 'csv' && (
        <>
          <fieldset>
            <legend className="mb-1 text-xs font-medium text-muted">Cells</legend>
            <Option
              type="radio"
              name="export-cells"
              label="Safe for spreadsheets"
              hint="What a spreadsheet would run as a formula gets an apostrophe before it. Numbers and phone numbers such as +14155550123 stay as they are."
              checked={safe}
              onChange={() => onChange({ ...choice, safe: true })}
            />
            <Option
              type="radio"
              name="export-cells"
              label="As they are"
              hint="Nothing is changed. A spreadsheet may run as a formula what a customer wrote."
              checked={!safe}
              onChange={() => onChange({ ...choice, safe: false })}
            />
          </fieldset>
          <Option
            type="checkbox"
            label="With contexts"
            hint="One more column, their JSON as it was sent. Excel cuts a cell after 32,767 characters."
            checked={contexts}
            onChange={() => onChange({ ...choice, contexts: !contexts })}
          />
        </>
      )}
    </div>
  )
}

type OptionProps = {
  type: 'radio' | 'checkbox'
  /** Of a radio's group. */
  name?: string
  label: string
  hint: ReactNode
  checked: boolean
  onChange: () => void
}

function Option({ label, hint, ...input }: OptionProps) {
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
