/** What is whole of a string that was cut: no half escape. */
const startOfString = /^"(?:[^\\"]|\\u[\da-f]{4}|\\["\\/bfnrt])*/i

/** A JSON value as display text: a string without quotes and escapes, also one that was cut; anything else as sent. */
export function jsonDisplayText(json: string): string {
  if (!json.startsWith('"')) return json
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'string' ? parsed : json
  } catch {
    return decodeCutString(json)
  }
}

function decodeCutString(json: string): string {
  const start = startOfString.exec(json.replace(/…$/, ''))?.[0] ?? ''
  try {
    return `${String(JSON.parse(`${start}"`)).replace(/[\ud800-\udbff]$/, '')}…`
  } catch {
    return json
  }
}
