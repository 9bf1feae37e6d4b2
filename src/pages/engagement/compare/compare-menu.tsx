import { GitCompareArrows } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import { parseSid, sidPattern, type EngagementSid, type FlowSid } from '#contract/sid.ts'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'

import { useView } from '#pages/shared/use-view.ts'

type CompareMenuProps = { flowSid: FlowSid; engagementSid: EngagementSid }

/** Picks the engagement to lay beside this one. */
export function CompareMenu(sids: CompareMenuProps) {
  return (
    <Popover
      label="Compare with"
      button={{
        variant: 'quiet',
        size: 'sm',
        'aria-label': 'Compare',
        title: 'Compare with another engagement',
        icon: <GitCompareArrows aria-hidden size={14} />,
      }}
    >
      {(close) => <CompareForm {...sids} onDone={close} />}
    </Popover>
  )
}

function CompareForm({ flowSid, engagementSid, onDone }: CompareMenuProps & { onDone: () => void }) {
  const navigate = useNavigate()
  const view = useView()
  const id = useId()
  const [text, setText] = useState('')
  const [complaint, setComplaint] = useState<string | null>(null)

  function compare(event: FormEvent) {
    event.preventDefault()
    // A link of Flowdesk's or of the Console's counts too.
    const sids = text.match(/FN[0-9a-fA-F]{32}(?![0-9a-zA-Z])/g) ?? []
    const other = parseSid('FN', sids.at(-1))
    if (other === null) setComplaint(`That holds no engagement SID: ${sidPattern('FN')}.`)
    else if (other === engagementSid) setComplaint('That is this engagement itself: paste another one.')
    else {
      onDone()
      void navigate(paths.engagement(flowSid, engagementSid, { ...view, compare: other }))
    }
  }

  return (
    <form onSubmit={compare} className="flex w-80 max-w-full flex-col gap-2 p-3">
      <label className="flex flex-col gap-1 text-xs font-medium">
        Engagement to compare with
        <input
          aria-invalid={complaint !== null}
          aria-describedby={complaint === null ? undefined : id}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setComplaint(null)
          }}
          placeholder="Its SID, or a link to it"
          autoComplete="off"
          spellCheck={false}
          className="focus-ring h-8 rounded-md border border-line-strong bg-surface px-2.5 font-mono text-xs font-normal placeholder:font-sans placeholder:text-sm placeholder:text-faint aria-invalid:border-danger"
        />
      </label>
      {complaint !== null && (
        <p id={id} role="alert" className="text-xs text-danger">
          {complaint}
        </p>
      )}
      <p className="text-xs text-muted">One of this flow. The Contact tab offers the contact’s other runs.</p>
      <Button type="submit" variant="primary" className="self-end">
        Compare
      </Button>
    </form>
  )
}
