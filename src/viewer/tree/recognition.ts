import type { JsonDocument } from '#json/document.ts'

/** What a page recognises in a value: what it means, and where there is more of it; that is opened, never fetched. */
export type Recognition = { note: string; href: string | null }

export type Recognise = (doc: JsonDocument, node: number) => Recognition | null

export const recogniseNothing: Recognise = () => null
