import { z } from 'zod'

const lockfileSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      // In the archive of another package, whose hash covers it.
      inBundle: z.boolean().optional(),
    }),
  ),
})

/** npm resolves entries without `resolved` at the registry of its settings. */
const registry = 'https://registry.npmjs.org/'

/** What lets a package of a lockfile be another one than was tested: a line for each entry. */
export function findLockfileProblems(text: string): string[] {
  const { packages } = lockfileSchema.parse(JSON.parse(text))
  return Object.entries(packages).flatMap(([name, { integrity, resolved, inBundle }]) => [
    ...(name === '' || inBundle === true || integrity?.startsWith('sha512-')
      ? []
      : [`${name} has no SHA-512 hash: remove the entry and run "npm install --package-lock-only"`]),
    ...(resolved === undefined || resolved.startsWith(registry)
      ? []
      : [`${name} comes from ${resolved}, not from ${registry}`]),
  ])
}
