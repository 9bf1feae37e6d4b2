/** What Trusted Types offer, and we use. The libraries of TypeScript do not have it. */
type TrustedTypes = {
  readonly defaultPolicy: object | null
  createPolicy: (name: 'default', rules: { createScriptURL: (url: string) => string | null }) => object
}

/** The global scope of a page or a worker. */
export type TrustedScope = { trustedTypes?: TrustedTypes; location: { origin: string } }

/** Where a build has its scripts: Vite names them by a hash of their content. */
const scriptPath = /^\/assets\/[\w-]+\.js$/

/**
 * Lets `scope` start workers from the build's own scripts. The server's policy requires Trusted Types, so the browser accepts
 * no other text where code or markup could start. Browsers without Trusted Types ignore that. Call it before `new Worker`.
 */
export function trustOwnWorkers(scope: TrustedScope): void {
  const { trustedTypes, location } = scope
  if (trustedTypes === undefined || trustedTypes.defaultPolicy !== null) return
  trustedTypes.createPolicy('default', {
    createScriptURL: (url) => {
      const { origin, pathname } = new URL(url, location.origin)
      return origin === location.origin && scriptPath.test(pathname) ? url : null
    },
  })
}
