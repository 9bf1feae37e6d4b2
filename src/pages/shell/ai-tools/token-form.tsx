import { useId, useState, type SubmitEvent } from 'react'

import { maxTokenNameLength, type AccessTokenList, type CreatedAccessToken } from '#contract/flowdesk-api.ts'
import { normalizeError, type Problem } from '#contract/problem.ts'
import { createAccessToken } from '#session/access-tokens.ts'
import { Button } from '#ui/controls/button.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'

type TokenFormProps = { list: AccessTokenList; onCreated: (created: CreatedAccessToken) => void }

const fieldClass = 'focus-ring mt-1 block h-8 w-full rounded-md border border-line-strong bg-surface px-2.5'

/** Makes a token: its name, how long it lasts, and whether it gets personal data. */
export function TokenForm({ list, onCreated }: TokenFormProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [chosenHours, setHours] = useState<number | null>(null)
  const [unmasked, setUnmasked] = useState(false)
  const [state, setState] = useState<'idle' | 'sending' | Problem>('idle')
  const hours = chosenHours ?? list.hours[1] ?? list.hours[0] ?? 1
  const isFull = list.tokens.length >= list.max

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (state === 'sending' || isFull) return
    setState('sending')
    try {
      onCreated(await createAccessToken({ name, hours, unmasked }))
      setName('')
      setUnmasked(false)
      setState('idle')
    } catch (thrown) {
      setState(normalizeError(thrown))
    }
  }

  return (
    <form className="flex flex-col gap-3 border-t border-line pt-4" onSubmit={(event) => void submit(event)}>
      <h3 className="font-medium">New token</h3>
      <div className="flex flex-wrap gap-3">
        <label className="min-w-48 flex-1">
          Name
          <input
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            required
            maxLength={maxTokenNameLength}
            autoComplete="off"
            placeholder="Editor on my laptop"
            className={fieldClass}
          />
        </label>
        <label className="w-36">
          Ends after
          <select
            value={hours}
            onChange={({ currentTarget }) => setHours(Number(currentTarget.value))}
            className={fieldClass}
          >
            {list.hours.map((each) => (
              <option key={each} value={each}>
                {describeHours(each)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={unmasked}
            disabled={!list.canUnmask}
            aria-describedby={`${id}-mask`}
            onChange={({ currentTarget }) => setUnmasked(currentTarget.checked)}
            className="focus-ring size-4 rounded-sm accent-accent"
          />
          Show personal data
        </label>
        <p id={`${id}-mask`} className="pl-6 text-xs text-muted">
          {list.canUnmask
            ? 'The tool then gets phone numbers, e-mail addresses and card numbers unmasked.'
            : 'The server’s setting MCP_MASK masks phone numbers, e-mail addresses and card numbers for all tools.'}
        </p>
      </div>
      {typeof state === 'object' && <ProblemView problem={state} title="The token couldn’t be made" />}
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" disabled={state === 'sending' || isFull}>
          Create token
        </Button>
        {isFull && (
          <span className="text-muted">You have {list.max} tokens, which is the most. Revoke one first.</span>
        )}
      </div>
    </form>
  )
}

/** "4 hours", "7 days". */
function describeHours(hours: number): string {
  const [count, unit] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
