import { use, useLayoutEffect, useRef, type RefObject } from 'react'

import { noMask, TypedTextMaskContext } from '#ui/text/text-mask.ts'

/** What is used of a change or input event. */
type FieldEvent = { currentTarget: Pick<HTMLInputElement, 'value' | 'selectionStart'> }

/**
 * Shows the text of an input masked, and applies what the user edits there to the text itself. A mask keeps the length, so
 * a position is the same in both.
 */
export function useMaskedInput(
  field: RefObject<HTMLInputElement | null>,
  text: string,
  onChange: (text: string) => void,
) {
  const mask = use(TypedTextMaskContext)
  const displayed = mask(text)
  const cursor = useRef<number | null>(null)

  // Masking what was just typed sets the field's text, which moves the cursor to its end.
  useLayoutEffect(() => {
    const position = cursor.current
    cursor.current = null
    if (position !== null && document.activeElement === field.current)
      field.current?.setSelectionRange(position, position)
  })

  return {
    value: displayed,
    onChange: ({ currentTarget: { value, selectionStart } }: FieldEvent) => {
      if (mask === noMask) return onChange(value)
      const end = selectionStart ?? value.length
      cursor.current = end
      onChange(applyEdit(text, displayed, value, end))
    },
  }
}

/**
 * Applies an edit of a masked text to the text. The cursor stands after what was inserted, or where something was deleted:
 * what follows it was not changed, even where it consists of equal mask characters.
 * @param displayed the masked text before the edit
 * @param edited the masked text after it
 * @param cursor the position of the cursor after it, in UTF-16 units
 */
export function applyEdit(text: string, displayed: string, edited: string, cursor: number): string {
  const oldEnd = displayed.length - (edited.length - cursor)
  const maxStart = Math.min(cursor, oldEnd)
  let start = 0
  while (start < maxStart && displayed[start] === edited[start]) start++
  return text.slice(0, start) + edited.slice(start, cursor) + text.slice(Math.max(start, oldEnd))
}
