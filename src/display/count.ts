const number = new Intl.NumberFormat('en-GB')

/** "12,000" */
export const formatCount = (count: number): string => number.format(count)

/** "1 engagement", "12,000 engagements". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
