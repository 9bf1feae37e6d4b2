import { Fragment } from 'react'

import type { Words } from '#story/sentences.ts'
import { ShownText } from '#ui/shown-text.tsx'

/** A sentence of a story: whatever is not ours is marked as such, in words and to the eye. */
export function StoryWords({ words }: { words: readonly Words[] }) {
  // A sentence's words never change places.
  return words.map((word, i) => <Fragment key={i}>{drawn(word)}</Fragment>)
}

function drawn(word: Words) {
  if (typeof word === 'string') return word
  if ('quote' in word) {
    return (
      <q className="text-ink">
        <ShownText text={word.quote} />
      </q>
    )
  }
  return (
    <code className="font-mono text-xs text-ink">
      <ShownText text={word.name} />
    </code>
  )
}
