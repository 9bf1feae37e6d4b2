/**
 * What every answer under `/api` bears: customers' data is kept by no cache, taken for nothing but what its
 * `Content-Type` says, embedded by no other site, and (should HTML come instead of JSON) never runs as a page of ours.
 */
export const privateHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
} as const
