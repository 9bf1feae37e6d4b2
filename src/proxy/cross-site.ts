/**
 * Whether a browser says that another site's page made this request. Such a page must not be able to spend the key's
 * rate limit, even where it cannot read the answer. Programs other than browsers do not send the header and pass.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isCrossSite(request: Request): boolean {
  return request.headers.get('sec-fetch-site') === 'cross-site'
}
