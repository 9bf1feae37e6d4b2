import { createContext, use } from 'react'

import { escapeInvisible, escapeToOneLine } from './invisible-chars.ts'

/** Masks personal data in an untrusted text. Length-preserving in UTF-16 units, idempotent. */
export type TextMask = (text: string) => string

export const noMask: TextMask = (text) => text

/** The mask for every untrusted text. All code that displays, names or copies one must apply it. */
export const TextMaskContext = createContext(noMask)

/** The mask for what users type to search: it also masks parts of numbers. */
export const TypedTextMaskContext = createContext(noMask)

export const useTextMask = (): TextMask => use(TextMaskContext)

/** Formats an untrusted text for names and tooltips: masked, with invisible characters escaped. */
export function useDisplayText(): (text: string) => string {
  const mask = useTextMask()
  return (text) => escapeInvisible(mask(text))
}

/** Formats an untrusted text for the document's title. */
export function useTitleText(): (text: string) => string {
  const mask = useTextMask()
  return (text) => escapeToOneLine(mask(text))
}

/** UTF-16 units around a slice that may decide what is masked in it. */
const contextLength = 150

/** A slice of a long text, masked as it would be in the whole text. */
export function maskSlice(mask: TextMask, text: string, from: number, to: number): string {
  const left = Math.max(0, from - contextLength)
  return mask(text.slice(left, to + contextLength)).slice(from - left, to - left)
}

/** UTF-16 units masked per chunk: about 10 ms. */
const chunkLength = 64_000

/** Masks a long text in short chunks. No value to be masked may be split between two input chunks. */
export function* maskChunks(mask: TextMask, chunks: Iterable<string>): Generator<string, void> {
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += chunkLength) {
      yield maskSlice(mask, chunk, from, Math.min(from + chunkLength, chunk.length))
    }
  }
}
