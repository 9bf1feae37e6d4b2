import { useNavigate } from 'react-router'

import { paths, type View } from '#address/address.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Question } from '#search/question.ts'
import { useView } from '#pages/shared/use-view.ts'

type ChangeOptions = {
  /** True when the change goes on with the one before, as typing does: the way back then skips what is replaced. */
  replace?: boolean
}

/** What is asked of the list, and the one way to ask something else: the address. An open engagement stays open. */
export function useQuestion(flowSid: FlowSid, openSid: EngagementSid | null) {
  const navigate = useNavigate()
  const view = useView()

  function show(next: View, { replace = false }: ChangeOptions = {}) {
    const path = openSid ? paths.engagement(flowSid, openSid, next) : paths.engagements(flowSid, next)
    void navigate(path, { replace })
  }

  return {
    view,
    question: view.question,
    show,
    ask: (change: Partial<Question>, options?: ChangeOptions) =>
      show({ ...view, question: { ...view.question, ...change } }, options),
  }
}
