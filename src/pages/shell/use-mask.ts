import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import type { AuditNote } from '#contract/audit.ts'
import { Problem, toProblem } from '#contract/problem.ts'
import { sessionQuery } from '#queries/session.ts'
import { createStore, useStore } from '#queries/store.ts'
import { noVeil, type Veil } from '#ui/veil.ts'

import { liftedHere, maskPref } from '#pages/prefs/mask.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { useSidParam } from '#pages/shared/use-view.ts'

/** Until what knows personal data is here, all of a text counts as such. */
const hideAll: Veil = (text) => text.replaceAll(/\S/g, '•')

const mask = createStore(hideAll)

/** Most never mask anything. What tells the audit comes along: it must be here when the server is gone. */
const loadAudit = () => import('#queries/audit.ts')

/** What does not come leaves all hidden. */
function prepare(): void {
  Promise.all([import('#display/mask.ts'), loadAudit()]).then(
    ([{ maskText }]) => mask.set(maskText),
    () => {},
  )
}

export type Mask = {
  isOn: boolean
  /** What lies over every text from outside. */
  veil: Veil
  /** Puts it on, or lifts it once the audit has been told; if that fails it stays on. */
  toggle: () => void
  /** Brings what knows personal data before it is needed. */
  prepare: () => void
  /** Why it could not be lifted. */
  problem: Problem | null
}

/** Whether personal data is masked, and the switch of it. */
export function useMask(): Mask {
  const isAlways = useQuery(sessionQuery()).data?.mask === true
  const isChosen = usePref(maskPref)
  const isLifted = useStore(liftedHere)
  const isOn = isAlways ? !isLifted : isChosen
  const veil = useStore(mask)
  const note = useNote()
  const [lifting, setLifting] = useState<'no' | 'now' | Problem>('no')

  useEffect(() => {
    if (isOn) prepare()
  }, [isOn])

  function show(isShown: boolean): void {
    if (isAlways) liftedHere.set(isShown)
    else maskPref.write(!isShown)
  }

  async function lift(): Promise<void> {
    setLifting('now')
    try {
      const { tellAudit } = await loadAudit()
      await tellAudit(note)
      show(true)
      setLifting('no')
    } catch (thrown) {
      setLifting(toProblem(thrown))
    }
  }

  return {
    isOn,
    veil: isOn ? veil : noVeil,
    prepare,
    toggle() {
      if (!isOn) show(false)
      else if (lifting !== 'now') void lift()
    },
    problem: isOn && lifting instanceof Problem ? lifting : null,
  }
}

/** What is on the screen when the mask is lifted. */
function useNote(): AuditNote {
  const flow = useSidParam('flowSid', 'FW').sid
  const engagement = useSidParam('engagementSid', 'FN').sid
  if (flow === null) return { event: 'unmask' }
  return engagement === null ? { event: 'unmask', flow } : { event: 'unmask', flow, engagement }
}
