/* The code that interprets a search text, as one chunk: see `load-search.ts`. */

export { createContactHighlighter } from '#search/interpret/contact-highlights.ts'
export { extractFilters } from '#search/interpret/extract-filters.ts'
export { parseQuery } from '#search/interpret/parse-search.ts'
export { pastedFlow } from './pasted-flow.ts'
