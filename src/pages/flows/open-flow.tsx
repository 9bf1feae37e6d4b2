import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'

import { runListOf } from '#contract/run-source.ts'
import { sourceInLink } from '#search/interpret/find-sids.ts'
import { paths } from '#urls/urls.ts'
import { parseSid, describeSidFormat } from '#contract/sid.ts'
import { Button } from '#ui/controls/button.tsx'

/** Opens a flow by its SID, pasted from a ticket or the Console. */
export function OpenFlow() {
  const navigate = useNavigate()
  const id = useId()
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    const pasted = text.trim()
    // People also paste Console or API URLs, so a SID inside a URL counts too.
    const sid = parseSid('FW', pasted) ?? parseSid('FW', /FW[0-9a-fA-F]{32}(?![0-9a-zA-Z])/.exec(pasted)?.[0])
    if (sid) void navigate(paths.engagements(runListOf(sid, sourceInLink(pasted) ?? 'engagements')))
    else
      setError(
        pasted === '' ? 'Paste a flow SID first.' : `This isn’t a flow SID: ${describeSidFormat('FW')}.`,
      )
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
