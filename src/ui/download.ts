/** How long the browser has to begin saving a file, in ms. */
const kept = 60_000

/** Hands a file over to the browser, which saves it or asks where to. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), kept)
}
