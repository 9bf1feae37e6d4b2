import { TriangleAlert } from 'lucide'
import { Component, type ReactNode } from 'react'

import { normalizeError, type Problem } from '#contract/problem.ts'
import { ProblemReference } from '#pages/shared/problem-reference.tsx'
import { Icon } from '#ui/icon.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { Button } from '#ui/controls/button.tsx'
import { isMissingChunk } from '#ui/lazy/lazy-chunk.ts'

import { reloadForNewVersion } from './reload-for-new-version.ts'

type Props = {
  children: ReactNode
  /** CSS classes of the container; absent when the boundary covers the whole page. */
  className?: string
}

type State = { problem: Problem | null; isChunkMissing: boolean }

/** Catches bugs in Flowdesk and chunks that failed to load. The URL stays, so a reload gives the same screen. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { problem: null, isChunkMissing: false }

  static getDerivedStateFromError(thrown: unknown): State {
    return { problem: normalizeError(thrown), isChunkMissing: isMissingChunk(thrown) }
  }

  override componentDidCatch(thrown: unknown): void {
    if (isMissingChunk(thrown)) void reloadForNewVersion()
  }

  override render() {
    const { problem, isChunkMissing } = this.state
    const { children, className } = this.props
    if (problem === null) return children
    return (
      <div className={`flex ${className ?? 'h-full'}`}>
        <EmptyState
          role="alert"
          as={className === undefined ? 'h1' : 'h2'}
          icon={<Icon icon={TriangleAlert} size={28} strokeWidth={1.5} />}
          title={isChunkMissing ? 'Part of Flowdesk couldn’t be loaded.' : problem.message}
          actions={<Button onClick={() => window.location.reload()}>Reload</Button>}
        >
          {isChunkMissing
            ? 'There may be a new version, or no connection. Reload the page when you are online; the address stays the same.'
            : problem.hint}
          {!isChunkMissing && <ProblemReference problem={problem} />}
        </EmptyState>
      </div>
    )
  }
}
