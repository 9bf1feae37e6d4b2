/** Max milliseconds of work before yielding to the event loop. */
const sliceMs = 8

/** Joins lazily produced chunks of a long text. Works in time slices, so that the page stays responsive. */
export async function buildBlob(chunks: Iterable<string>): Promise<Blob> {
  const blobs: Blob[] = []
  let deadline = performance.now() + sliceMs
  for (const chunk of chunks) {
    // One blob per chunk: encoding all strings at the end would be one long task.
    blobs.push(new Blob([chunk]))
    if (performance.now() < deadline) continue
    await nextTask()
    deadline = performance.now() + sliceMs
  }
  return new Blob(blobs, { type: 'text/plain' })
}

function nextTask(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve))
}
