/** A JSON value as display text: a string without quotes and escapes, anything else as sent. */
export function jsonDisplayText(json: string): string {
  if (!json.startsWith('"')) return json
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'string' ? parsed : json
  } catch {
    return json
  }
}
