import { stretchesOf } from './unseen.ts'
import { useVeil } from './veil.ts'

/** A text from outside: what must not be seen is veiled, what cannot be is named, and its direction stays its own. */
export function ShownText({ text }: { text: string }) {
  return <Stretches text={useVeil()(text)} />
}

/** The same of a text that was veiled as a whole. */
export function Stretches({ text }: { text: string }) {
  return (
    <bdi>
      {stretchesOf(text).map((stretch) =>
        stretch.unseen ? (
          <span key={stretch.at} className="mx-px rounded-sm bg-hover px-0.5 text-2xs text-faint">
            {/* Hair spaces: without them names and words run into one, for those who hear or copy them. */}
            {`\u200a${stretch.text}\u200a`}
          </span>
        ) : (
          stretch.text
        ),
      )}
    </bdi>
  )
}
