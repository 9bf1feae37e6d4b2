import type { JsonDocument } from '#json/document.ts'

/** What a page recognises in a value: what it means, and where there is more of it; that is opened, never fetched. */
export type Recognition = { note: string; href: string | null }

/** @param outermost where that is in the whole document: a value of JSON in a string stands in that string */
export type Recognise = (
  doc: JsonDocument,
  node: number,
  outermost: { doc: JsonDocument; node: number },
) => Recognition | null

export const recogniseNothing: Recognise = () => null
