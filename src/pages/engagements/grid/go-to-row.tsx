import { useId, useState, type SyntheticEvent } from 'react'

import { Button } from '#ui/controls/button.tsx'

import { parseRowNumber } from './parse-row-number.ts'

type GoToRowProps = {
  /** Number of rows. `isComplete` is false while more may follow. */
  count: number
  isComplete: boolean
  /** @param row index from 0 */
  onGo: (row: number) => void
}

/** A form for the number of the row to go to. */
export function GoToRow({ count, isComplete, onGo }: GoToRowProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    const parsed = parseRowNumber(typed, { count, isComplete })
    if ('problem' in parsed) setProblem(parsed.problem)
    else onGo(parsed.row)
  }

  return (
    <form onSubmit={onSubmit} className="w-64 max-w-full">
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-muted">
        Row number
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem(null)
          }}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 tabular-nums aria-invalid:border-danger"
        />
        <Button type="submit">Go</Button>
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-xs text-danger">
          {problem}
        </p>
      )}
    </form>
  )
}
