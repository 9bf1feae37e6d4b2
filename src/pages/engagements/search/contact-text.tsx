import { use } from 'react'

import { MarkedText } from '#ui/marked-text.tsx'
import { useShown } from '#ui/veil.ts'

import { Foreign } from '#pages/shared/values.tsx'
import { ContactMarks } from './contact-marks.ts'

/** A contact's address, with what was searched for in it marked. */
export function ContactText({ address }: { address: string }) {
  const shown = useShown()
  const mark = use(ContactMarks)(address)
  if (mark === null) return <Foreign text={address} />
  return (
    <span title={shown(address)}>
      <MarkedText text={address} {...mark} />
    </span>
  )
}
