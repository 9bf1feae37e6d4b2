import { groupMarks, type PublishedRevision } from './published-revisions.ts'

type RevisionMarksProps = {
  /** Those within the chart's range, the oldest first. */
  published: readonly PublishedRevision[]
  /** The x position of a time, in px. */
  xOf: (ms: number) => number
  describe: (revision: PublishedRevision) => string
}

/**
 * Ticks above the bars, where revisions of the flow were published. Each has its text as a tooltip, and for screen readers;
 * the readout of a bar, which the keyboard reaches through the sliders, has it too.
 */
export function RevisionMarks({ published, xOf, describe }: RevisionMarksProps) {
  if (published.length === 0) return null
  return (
    <ul aria-label="Revisions published">
      {groupMarks(published, xOf).map(({ x, revisions }) => (
        <li
          key={revisions[0]?.revision}
          title={revisions.map(describe).join('\n')}
          // Wider than what is drawn, so that a pointer finds it.
          className="absolute top-0 flex h-9 w-2 -translate-x-1/2 flex-col items-center"
          style={{ left: x }}
        >
          <span className="sr-only">{revisions.map(describe).join('; ')}</span>
          <MarkShape />
        </li>
      ))}
    </ul>
  )
}

function MarkShape() {
  return (
    <svg aria-hidden width={7} height={36} className="pointer-events-none block overflow-visible">
      <path d="M3.5 0V36" strokeWidth={1} strokeDasharray="2 2" className="stroke-accent" />
      <path d={markPath} className="fill-accent" />
    </svg>
  )
}

/** The head of a mark, 7 by 5 px; the legend shows it too. */
export const markPath = 'M0 0h7L3.5 5z'
