const statuses = [
  ['All', undefined],
  ['Active', 'active'],
  ['Ended', 'ended'],
] as const

interface ControlsProps {
  onStatus: (status: 'active' | 'ended' | undefined) => void
  onText: (text: string) => void
}

export function Controls({ onStatus, onText }: ControlsProps) {
  return (
    <form>
      <div role="radiogroup" aria-label="Status">
        {statuses.map(([name, status]) => (
          <label key={name}>
            <input
              type="radio"
              name="status"
              defaultChecked={status === undefined}
              onChange={() => onStatus(status)}
            />
            {name}
          </label>
        ))}
      </div>
      <input
        type="search"
        aria-label="Search engagements"
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </form>
  )
}
