const minVersion = [22, 22] as const

/** An error message if this Node is too old for the tests, otherwise null. */
export function nodeVersionError(version: string): string | null {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const isSupported = major > minVersion[0] || (major === minVersion[0] && minor >= minVersion[1])
  if (isSupported) return null
  return `The tests need Node ${minVersion.join('.')} or newer and this is ${version}. Run "npm ci" and then "npm test": on Linux and Windows they bring their own Node.`
}
