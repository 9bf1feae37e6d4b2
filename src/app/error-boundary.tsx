import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'

import { toProblem, type Problem } from '#contract/problem.ts'
import { Blank } from '#ui/blank.tsx'
import { Button } from '#ui/button.tsx'

import { isMissingPart } from './missing-part.ts'

type Props = {
  children: ReactNode
  /** The look of where it stands, when it is not the whole page. */
  className?: string
}

type State = { problem: Problem | null; isMissing: boolean }

/** The last resort: a fault in Flowdesk itself, or a part of it that could not be loaded. The address is kept, so a reload gives the same screen. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { problem: null, isMissing: false }

  static getDerivedStateFromError(thrown: unknown): State {
    return { problem: toProblem(thrown), isMissing: isMissingPart(thrown) }
  }

  override render() {
    const { problem, isMissing } = this.state
    const { children, className } = this.props
    if (problem === null) return children
    return (
      <div className={`flex ${className ?? 'h-full'}`}>
        <Blank
          role="alert"
          as={className === undefined ? 'h1' : 'h2'}
          icon={<TriangleAlert aria-hidden size={28} strokeWidth={1.5} />}
          title={isMissing ? 'A part of Flowdesk could not be loaded.' : problem.message}
          actions={<Button onClick={() => window.location.reload()}>Reload</Button>}
        >
          {isMissing
            ? 'There may be a new version of it, or no connection. Reload the page once there is one; the address stays.'
            : problem.remedy}
          {!isMissing && problem.detail !== null && (
            <span className="mt-1 block text-xs text-faint">{problem.detail}</span>
          )}
        </Blank>
      </div>
    )
  }
}
