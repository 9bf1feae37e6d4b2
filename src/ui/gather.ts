/** How long making a text keeps others waiting at a time, in milliseconds. */
const slice = 8

/** Makes a long text of its pieces, each made when its turn comes; between them the page goes on. */
export async function gather(pieces: Iterable<string>): Promise<Blob> {
  const gathered: Blob[] = []
  let until = performance.now() + slice
  for (const piece of pieces) {
    // A blob each: to write many long strings as bytes is work as well, and would come all at once at the end.
    gathered.push(new Blob([piece]))
    if (performance.now() < until) continue
    // One slice after the other is what this is.
    // oxlint-disable-next-line no-await-in-loop
    await nextTurn()
    until = performance.now() + slice
  }
  return new Blob(gathered, { type: 'text/plain' })
}

function nextTurn(): Promise<unknown> {
  return new Promise((settle) => setTimeout(settle))
}
