import { useId, useState, type SyntheticEvent } from 'react'

import { Button } from '#ui/controls/button.tsx'

import { parsePathInput } from './parse-path-input.ts'

type PathFormProps = {
  /** @param path a JSONPath to one value */
  onAdd: (path: string) => void
  /** The paths of existing columns. */
  existingPaths: readonly string[]
}

/** Adds a column for a context path. */
export function PathForm({ onAdd, existingPaths }: PathFormProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    const path = parsePathInput(typed)
    if (path === null) {
      setError(
        typed.trim() === ''
          ? 'Enter the path of a value, such as flow.variables.lang.'
          : `“${typed.trim()}” isn’t the path of a single value. Write it like flow.variables.lang or $.items[0]['my name'].`,
      )
    } else if (existingPaths.includes(path)) {
      setError('This column already exists.')
    } else {
      setError(null)
      setTyped('')
      onAdd(path)
    }
  }

  return (
    <form onSubmit={onSubmit}>
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-muted">
        Value from the context
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setError(null)
          }}
          placeholder="flow.variables.lang"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-problem`}
          className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 font-mono text-xs placeholder:text-faint aria-invalid:border-danger"
        />
        <Button type="submit">Add column</Button>
      </div>
      {error !== null && (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-xs break-words text-danger">
          {error}
        </p>
      )}
    </form>
  )
}
