import { useId, useState, type SyntheticEvent } from 'react'

import { Button } from '#ui/button.tsx'

import { readRowNumber } from './row-number.ts'

type GoToRowProps = {
  /** How many rows there are, and whether no more can come. */
  count: number
  complete: boolean
  /** @param row its index, from 0 */
  onGo: (row: number) => void
}

/** Takes the number of a row to go to. */
export function GoToRow({ count, complete, onGo }: GoToRowProps) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    const read = readRowNumber(typed, { count, complete })
    if ('problem' in read) setProblem(read.problem)
    else onGo(read.row)
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
