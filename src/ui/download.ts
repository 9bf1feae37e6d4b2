/** Time in ms for the browser to start saving the file before the object URL is revoked. */
const revokeAfterMs = 60_000

/** Starts the browser's download of a file. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), revokeAfterMs)
}
