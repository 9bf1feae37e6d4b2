import { useMemo } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import { binsFor } from '#display/time-bins.ts'
import { describeSpan, type BoundedRange } from '#display/time-range.ts'
import { nameZone } from '#display/zone.ts'
import type { PageSummary } from '#engine/protocol.ts'
import type { Question } from '#search/question.ts'
import { Button } from '#ui/button.tsx'
import { useNow } from '#ui/use-now.ts'
import { useWidth } from '#ui/use-width.ts'

import { useZone } from '#pages/prefs/zone.ts'
import { chosenRange } from './brush.ts'
import { Chart } from './chart.tsx'
import { binAt, timeScale } from './geometry.ts'
import { Legend } from './legend.tsx'
import { describeCounts, stepName } from './readout.ts'
import { Sliders } from './sliders.tsx'
import { clipEdges, shownSpan, unreadOf, unreadWithin, zoomOut, type Unread } from './span.ts'
import { useBars } from './use-bars.ts'
import { useBrush, type OnRange } from './use-brush.ts'

export type HistogramProps = {
  flowSid: FlowSid
  question: Question
  /** What is known after the page read last; null before the first. */
  last: PageSummary | null
  onRange: OnRange
}

/** Room at the left for the number the highest bar stands for, and for the part that has not been read, in px. */
const numberRoom = 44
const unreadRoom = 64

/** Engagements over time, and the choice of a range of it. */
export function Histogram(props: HistogramProps) {
  const { question, last } = props
  const now = useNow()
  const span = shownSpan(question, last?.oldest ?? null, now)
  const [attach, width] = useWidth()
  return (
    <section aria-label="Histogram" className="overflow-x-clip px-5 py-1">
      <div ref={attach}>
        {span === null ? (
          <p className="py-2 text-muted">{whyNone(props)}</p>
        ) : (
          width > 0 && <SpanOfTime {...props} span={span} now={now} width={width} />
        )}
      </div>
    </section>
  )
}

function whyNone({ question: { from, to }, last }: HistogramProps): string {
  if (from !== null && to !== null) return 'This range ends before it starts.'
  return last === null ? 'Nothing has been read yet.' : 'No engagement with a date has been read.'
}

type SpanOfTimeProps = HistogramProps & { span: BoundedRange; now: number; width: number }

function SpanOfTime({ flowSid, question, last, onRange, span, now, width }: SpanOfTimeProps) {
  const zone = useZone()
  const toRead: Unread = last ? unreadOf(last) : { state: 'none' }
  const unread = unreadWithin(toRead, question)
  const left = numberRoom + (question.from === null && unread.state === 'before' ? unreadRoom : 0)
  const plotWidth = Math.max(1, width - left)

  const bins = useMemo(
    () => binsFor(span.from, span.to, plotWidth, zone),
    [span.from, span.to, plotWidth, zone],
  )
  const edges = clipEdges(bins.edges, question)
  const drawn = { from: edges[0] ?? span.from, to: edges.at(-1) ?? span.to }
  const scale = timeScale(drawn, left, plotWidth)
  const { bars, failed } = useBars({ flowSid, question, edges })
  const { brush, send, apply, pointer, onKeyDown } = useBrush({
    edges,
    scale,
    left,
    range: question,
    onRange,
  })

  const chosen = chosenRange(brush)
  const selection = chosen && { from: chosen.from ?? drawn.from, to: chosen.to ?? drawn.to }
  const pointed = brush.state === 'idle' && brush.at !== null ? binAt(edges, brush.at) : null
  const told = selection ?? pointed
  const isBounded = question.from !== null || question.to !== null

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc is for whatever in it has the focus
    <div
      role="group"
      aria-label="Range of time"
      tabIndex={-1}
      className="outline-none"
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (brush.state === 'sliding' && !currentTarget.contains(relatedTarget)) send({ type: 'stop' })
      }}
    >
      <div className="flex min-h-6 flex-wrap items-center gap-x-4 text-xs text-muted">
        <Legend bars={bars} unread={unread} />
        <p className="min-w-0 flex-1 truncate tabular-nums max-sm:order-last max-sm:basis-full">
          {failed && !told ? 'The bars could not be counted.' : readout()}
        </p>
        {isBounded && (
          <>
            <Button size="sm" variant="quiet" onClick={() => onRange(zoomOut(span, oldestOfAll(), now))}>
              Zoom out
            </Button>
            <Button size="sm" variant="quiet" onClick={() => onRange({ from: null, to: null })}>
              All times
            </Button>
          </>
        )}
        <span>{nameZone(zone, drawn.from, drawn.to)}</span>
      </div>
      <div className="relative cursor-crosshair touch-pan-y select-none" {...pointer}>
        <Chart
          bars={bars}
          drawn={drawn}
          unread={unread}
          selection={selection}
          pointed={pointed}
          width={width}
          left={left}
          numberRoom={numberRoom}
          zone={zone}
        />
        <Sliders
          edges={edges}
          brush={brush}
          describe={(bin) => (bars ? describeCounts(bars, bin, unread) : '')}
          zone={zone}
          now={now}
          xOf={scale.xOf}
          onSlide={(handle, at) => send({ type: 'slide', handle, at })}
          onApply={apply}
        />
      </div>
    </div>
  )

  function readout() {
    if (!told) return `${describeSpan(drawn, zone, now)} · ${stepName(bins.step)} a bar`
    return (
      <>
        <span className="text-ink">{describeSpan(told, zone, now)}</span>
        {bars && ` · ${describeCounts(bars, told, unread)}`}
        {brush.state === 'sliding' && ' · Enter applies'}
      </>
    )
  }

  function oldestOfAll(): number | null {
    return toRead.state === 'none' ? (last?.oldest ?? null) : null
  }
}
