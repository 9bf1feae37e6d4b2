import { stretchesOf } from './unseen.ts'

/** A text from outside: what cannot be seen in it is named, and its direction stays its own. */
export function ShownText({ text }: { text: string }) {
  return (
    <bdi>
      {stretchesOf(text).map((stretch) =>
        stretch.unseen ? (
          <span key={stretch.at} className="mx-px rounded-sm bg-hover px-0.5 text-2xs text-faint">
            {stretch.text}
          </span>
        ) : (
          stretch.text
        ),
      )}
    </bdi>
  )
}
