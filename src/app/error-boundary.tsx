import { Bug } from 'lucide-react'
import { Component, type ReactNode } from 'react'

import { toProblem, type Problem } from '#contract/problem.ts'
import { Blank } from '#ui/blank.tsx'
import { Button } from '#ui/button.tsx'

type State = { problem: Problem | null }

/** The last resort: a fault in Flowdesk itself. The address is kept, so a reload gives the same screen. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { problem: null }

  static getDerivedStateFromError(thrown: unknown): State {
    return { problem: toProblem(thrown) }
  }

  override render() {
    const { problem } = this.state
    if (problem === null) return this.props.children
    return (
      <div className="flex h-full">
        <Blank
          role="alert"
          as="h1"
          icon={<Bug aria-hidden size={28} strokeWidth={1.5} />}
          title={problem.message}
          actions={<Button onClick={() => window.location.reload()}>Reload</Button>}
        >
          {problem.remedy}
          {problem.detail !== null && <span className="mt-1 block text-xs text-faint">{problem.detail}</span>}
        </Blank>
      </div>
    )
  }
}
