const numberFormat = new Intl.NumberFormat('en-GB')

/** "12,000" */
export const formatCount = (count: number): string => numberFormat.format(count)

/** "1 engagement", "12,000 engagements". */
export function pluralize(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}
