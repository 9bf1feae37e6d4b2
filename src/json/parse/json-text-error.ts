/** `truncated`: valid until the text ended in the middle; `not-json`: the text at the position is not valid JSON. */
export type JsonTextErrorKind = 'not-json' | 'truncated'

/**
 * Thrown for invalid JSON. `position` is an offset: in bytes from `byte-scanner.ts`, in UTF-16 units from `document.ts`.
 * The message never quotes the text: contexts contain customers' data, and messages end up in logs.
 */
export class JsonTextError extends Error {
  override readonly name: string = 'JsonTextError'
  readonly kind: JsonTextErrorKind
  readonly position: number

  constructor(kind: JsonTextErrorKind, position: number, message: string) {
    super(message)
    this.kind = kind
    this.position = position
  }
}
