/**
 * The headers of every response under `/api`: customers' data is never cached, sniffed for another type, or embedded by
 * other sites, and HTML (should it arrive instead of JSON) never runs as a page of ours.
 */
export const noStoreHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
} as const
