import { use } from 'react'

import { MarkedText } from '#ui/marked-text.tsx'
import { showUnseen } from '#ui/unseen.ts'

import { Foreign } from '#pages/shared/values.tsx'
import { ContactMarks } from './contact-marks.ts'

/** A contact's address, with what was searched for in it marked. */
export function ContactText({ address }: { address: string }) {
  const mark = use(ContactMarks)(address)
  if (mark === null) return <Foreign text={address} />
  return (
    <span title={showUnseen(address)}>
      <MarkedText text={address} {...mark} />
    </span>
  )
}
