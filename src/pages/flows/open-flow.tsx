import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import { parseSid, sidPattern } from '#contract/sid.ts'
import { Button } from '#ui/button.tsx'

/** Opens a flow by its SID, for those who have one: from a ticket, from the Console. */
export function OpenFlow() {
  const navigate = useNavigate()
  const id = useId()
  const [text, setText] = useState('')
  const [complaint, setComplaint] = useState<string | null>(null)

  function open(event: FormEvent) {
    event.preventDefault()
    const pasted = text.trim()
    // People paste what is at hand, so a SID inside a Console or API address counts too.
    const sid = parseSid('FW', pasted) ?? parseSid('FW', /FW[0-9a-fA-F]{32}(?![0-9a-zA-Z])/.exec(pasted)?.[0])
    if (sid) void navigate(paths.engagements(sid))
    else
      setComplaint(pasted === '' ? 'Paste a flow SID first.' : `That holds no flow SID: ${sidPattern('FW')}.`)
  }

  return (
    <form onSubmit={open} className="flex w-full flex-col gap-1 sm:w-auto">
      <div className="flex gap-2">
        <input
          aria-label="Flow SID"
          aria-invalid={complaint !== null}
          aria-describedby={complaint === null ? undefined : id}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setComplaint(null)
          }}
          placeholder="Flow SID, FW…"
          autoComplete="off"
          spellCheck={false}
          className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2.5 font-mono text-xs placeholder:font-sans placeholder:text-sm placeholder:text-faint aria-invalid:border-danger sm:w-80"
        />
        <Button type="submit">Open</Button>
      </div>
      {complaint !== null && (
        <p id={id} role="alert" className="max-w-96 text-xs text-danger">
          {complaint}
        </p>
      )}
    </form>
  )
}
