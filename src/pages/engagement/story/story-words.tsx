import { Fragment } from 'react'

import type { Words } from '#story/said.ts'
import { ShownText } from '#ui/shown-text.tsx'

/** A sentence of a story: whatever is not ours is marked as such, in words and to the eye. */
export function StoryWords({ words }: { words: readonly Words[] }) {
  // A sentence's words never change places.
  return words.map((word, i) => <Fragment key={i}>{drawn(word)}</Fragment>)
}

function drawn(word: Words) {
  // A number and its unit stay on one line.
  if (typeof word === 'string') return word.replaceAll(/(\d) (?=(?:ms|s|min|h|d)\b)/g, '$1\u00a0')
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
