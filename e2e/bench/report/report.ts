import { evaluateMetric, type Threshold, type Metric, type Unit } from './metrics.ts'

const decimals: Record<Unit, number> = {
  ms: 0,
  MB: 0,
  'MB/s': 0,
  kB: 1,
  tasks: 0,
  rows: 0,
  responses: 1,
  points: 0,
}

/** Formats the metrics as a table for a terminal. */
export function formatTable(metrics: readonly Metric[]): string {
  const head = ['metric', 'floor', 'app', 'baseline', '÷ floor', '÷ baseline', 'threshold', 'met']
  const bodyRows = metrics.map((metric) => {
    const { floor, app, baseline, toFloor, toBaseline, isMet } = evaluateMetric(metric)
    const formatValue = (value: number | null) =>
      value === null ? '–' : formatMetricValue(value, metric.unit)
    return [
      metric.label,
      formatValue(floor),
      formatValue(app),
      formatValue(baseline),
      formatRatio(toFloor),
      formatRatio(toBaseline),
      metric.threshold ? formatThreshold(metric.threshold, metric.unit) : '',
      isMet === null ? '' : isMet ? 'yes' : 'NO',
    ]
  })
  const rows = [head, ...bodyRows]
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const formatRow = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  return [
    formatRow(head),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...bodyRows.map(formatRow),
  ].join('\n')
}

function formatMetricValue(value: number, unit: Unit): string {
  const text = value.toLocaleString('en', {
    minimumFractionDigits: decimals[unit],
    maximumFractionDigits: decimals[unit],
  })
  return `${text} ${unit}`
}

function formatRatio(value: number | null): string {
  return value === null ? '–' : value.toFixed(2)
}

function formatThreshold({ subject, comparison, limit }: Threshold, unit: Unit): string {
  const sign = comparison === 'at most' ? '≤' : '≥'
  return subject === 'app'
    ? `${sign} ${formatMetricValue(limit, unit)}`
    : `${subject.slice('app '.length)} ${sign} ${limit}`
}
