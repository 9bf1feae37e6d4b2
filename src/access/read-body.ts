/** A request's body as text; null when it is longer than so many bytes, and then no more of it is read. */
export async function readBody(request: Request, longest: number): Promise<string | null> {
  const reader = request.body?.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- a stream is read piece by piece
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) return new TextDecoder().decode(Buffer.concat(chunks))
    length += value.length
    if (length > longest) {
      // oxlint-disable-next-line no-await-in-loop -- the last thing done
      await reader?.cancel()
      return null
    }
    chunks.push(value)
  }
}
