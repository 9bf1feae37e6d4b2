/**
 * A separator in a phone number. The style sheet generates it: it is shown and read aloud, but neither copied nor found by
 * the browser's search.
 */
export function Separator({ text }: { text: string }) {
  return (
    <span
      data-separator={text}
      // In a narrow column, the number itself takes all the width.
      className="before:content-[attr(data-separator)] @max-[9.5rem]:before:content-none"
    />
  )
}
