import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'

import { runListOf } from '#contract/run-source.ts'
import { findSids } from '#search/interpret/find-sids.ts'
import { paths } from '#urls/urls.ts'
import { describeSidKind } from '#format/twilio-sid.ts'
import { describeSidFormat } from '#contract/sid.ts'
import { Button } from '#ui/controls/button.tsx'

/** Says what to paste instead of a text without a flow SID. */
function describeNoFlow(text: string): string {
  if (text.trim() === '') return 'Paste a flow SID first.'
  const { engagements, others } = findSids(text)
  const sid = engagements.at(-1) ?? others.at(-1)
  return sid === undefined
    ? `This isn’t a flow SID: ${describeSidFormat('FW')}.`
    : `This is ${describeSidKind(sid)}, not a flow’s (FW…). The search box looks for it in all flows.`
}

/** Opens a flow by its SID, pasted from a ticket or the Console. */
export function OpenFlow() {
  const navigate = useNavigate()
  const id = useId()
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    // People also paste links to the Console, to the API and to Flowdesk.
    const { flows, source = 'engagements' } = findSids(text)
    const sid = flows.at(-1)
    if (sid !== undefined) void navigate(paths.engagements(runListOf(sid, source)))
    else setError(describeNoFlow(text))
  }

  return (
    <form onSubmit={handleSubmit} className="flex w-full flex-col gap-1 sm:w-auto">
      <div className="flex gap-2">
        <input
          aria-label="Flow SID"
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : id}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setError(null)
          }}
          placeholder="Flow SID, FW…"
          autoComplete="off"
          spellCheck={false}
          className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2.5 font-mono text-xs placeholder:font-sans placeholder:text-sm placeholder:text-faint aria-invalid:border-danger sm:w-80"
        />
        <Button type="submit">Open</Button>
      </div>
      {error !== null && (
        <p id={id} role="alert" className="max-w-96 text-xs text-danger">
          {error}
        </p>
      )}
    </form>
  )
}
