import { useId, useState, type SyntheticEvent } from 'react'

import { Button } from '#ui/button.tsx'

import { readPath } from './read-path.ts'

type PathFormProps = {
  /** @param path a JSONPath to one value */
  onAdd: (path: string) => void
  /** The paths that are columns already. */
  taken: readonly string[]
}

/** Adds the values at a path of the contexts as a column. */
export function PathForm({ onAdd, taken }: PathFormProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    const path = readPath(typed)
    if (path === null) {
      setProblem(
        typed.trim() === ''
          ? 'Type the path of a value, such as flow.variables.lang.'
          : `“${typed.trim()}” is not the path of one value. Write it like flow.variables.lang or $.items[0]['my name'].`,
      )
    } else if (taken.includes(path)) {
      setProblem('That path is a column already.')
    } else {
      setProblem(null)
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
            setProblem(null)
          }}
          placeholder="flow.variables.lang"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 font-mono text-xs placeholder:text-faint aria-invalid:border-danger"
        />
        <Button type="submit">Add column</Button>
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-xs break-words text-danger">
          {problem}
        </p>
      )}
    </form>
  )
}
