import { judge, type Bar, type Line, type Unit } from './lines.ts'

const decimals: Record<Unit, number> = { ms: 0, MB: 0, 'MB/s': 0, kB: 1, tasks: 0, rows: 0, answers: 1 }

/** The lines as one table, for a terminal. */
export function printTable(lines: readonly Line[]): string {
  const head = ['what', 'bare', 'app', 'plain', '÷ bare', '÷ plain', 'bar', 'holds']
  const body = lines.map((line) => {
    const { bare, app, plain, toBare, toPlain, holds } = judge(line)
    const figure = (value: number | null) => (value === null ? '–' : printFigure(value, line.unit))
    return [
      line.what,
      figure(bare),
      figure(app),
      figure(plain),
      printRatio(toBare),
      printRatio(toPlain),
      line.bar ? printBar(line.bar, line.unit) : '',
      holds === null ? '' : holds ? 'yes' : 'NO',
    ]
  })
  const rows = [head, ...body]
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const print = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  return [print(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(print)].join('\n')
}

function printFigure(value: number, unit: Unit): string {
  const text = value.toLocaleString('en', {
    minimumFractionDigits: decimals[unit],
    maximumFractionDigits: decimals[unit],
  })
  return `${text} ${unit}`
}

function printRatio(value: number | null): string {
  return value === null ? '–' : value.toFixed(2)
}

function printBar({ of, must, be }: Bar, unit: Unit): string {
  const sign = must === 'at most' ? '≤' : '≥'
  return of === 'app' ? `${sign} ${printFigure(be, unit)}` : `${of.slice('app '.length)} ${sign} ${be}`
}
