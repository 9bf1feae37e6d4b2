/** A JSON value as the text it says: a string without its quotes and escapes, anything else as it was sent. */
export function textOfValue(json: string): string {
  if (!json.startsWith('"')) return json
  try {
    const read: unknown = JSON.parse(json)
    return typeof read === 'string' ? read : json
  } catch {
    return json
  }
}
