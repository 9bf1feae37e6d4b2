import { Fragment } from 'react'

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** A plus and the digits of a phone number, some of which may be masked. */
const phoneNumber = /(\+\d[\d•\s().-]*[\d•])/

/** Whether a text reads from right to left: its first letter decides. */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? '')
}

/** Whether any letter of a text is written from right to left. */
export const hasRightToLeft = (text: string) => rightToLeft.test(text)

type IsolatedNumbersProps = {
  text: string
  /** Whether the whole text, of which this is a part, has right-to-left letters. */
  isInRightToLeft: boolean
}

/** A text in which the plus of a phone number stays in front of its digits. In right-to-left text it would move behind them. */
export function IsolatedNumbers({ text, isInRightToLeft }: IsolatedNumbersProps) {
  if (!text.includes('+') || !isInRightToLeft) return text
  // Split at a group, every second part is a match. Parts never change order, so the index is a safe key.
  return text.split(phoneNumber).map((part, i) =>
    i % 2 === 1 ? (
      <bdi key={i} dir="ltr">
        {part}
      </bdi>
    ) : (
      <Fragment key={i}>{part}</Fragment>
    ),
  )
}
