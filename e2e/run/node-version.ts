const oldest = [22, 22] as const

/** A sentence when this Node is too old for the tests, otherwise null. */
export function nodeComplaint(version: string): string | null {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const fits = major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
  if (fits) return null
  return `The tests need Node ${oldest.join('.')} or newer and this is ${version}: run "npm ci" and then "npm test", which bring their own.`
}
