import type { PhoneSeparator } from '#format/phone-separators.ts'

/** In px, at the size of a list. Digits have one width. */
const digitWidth = 8
const spaceWidth = 3
const otherWidth = 7

/** The width of the narrowest column, in px: the list has it at 390 px. */
const narrowColumn = 115

/** Whether a number fits into the narrowest column with its separators. */
export function isShortNumber(number: string, separators: readonly PhoneSeparator[]): boolean {
  const width = separators.reduce(
    (sum, { separator }) => sum + (separator === ' ' ? spaceWidth : otherWidth),
    number.length * digitWidth,
  )
  return width <= narrowColumn
}

/**
 * A separator in a phone number. The style sheet generates it: it is shown and read aloud, but neither copied nor found by
 * the browser's search.
 * @param isShort whether the number fits into a narrow column with it; otherwise the number itself takes all the width there
 */
export function Separator({ text, isShort = false }: { text: string; isShort?: boolean }) {
  return (
    <span
      data-separator={text}
      className={`before:content-[attr(data-separator)] ${
        isShort ? '@max-[7.2rem]:before:content-none' : '@max-[9.5rem]:before:content-none'
      }`}
    />
  )
}
