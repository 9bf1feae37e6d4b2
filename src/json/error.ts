/** `cut-short`: all well until the text ended in the middle; `not-json`: something stands there that JSON does not allow. */
export type JsonTextErrorKind = 'not-json' | 'cut-short'

/**
 * JSON that cannot be read. `position` is an offset into what was read: bytes for `bytes.ts`, UTF-16 units for
 * `document.ts`. The message never quotes the text: contexts hold customers' data, and messages end up in logs.
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
