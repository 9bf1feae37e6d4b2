/** A request's body as text; null when it is longer than `maxBytes`, and then the rest is not read. */
export async function readTextBody(request: Request, maxBytes: number): Promise<string | null> {
  const reader = request.body?.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) return new TextDecoder().decode(Buffer.concat(chunks))
    length += value.length
    if (length > maxBytes) {
      await reader?.cancel()
      return null
    }
    chunks.push(value)
  }
}
