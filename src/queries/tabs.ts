/** What the tabs of one browser tell each other: `changed`, who has signed in; `left`, somebody has signed out. */
const words = ['changed', 'left'] as const
export type TabWord = (typeof words)[number]

/** One for the page, so that it does not hear itself. */
let channel: BroadcastChannel | null = null

function open(): BroadcastChannel {
  channel ??= new BroadcastChannel('flowdesk')
  return channel
}

/** Tells all other tabs. */
export function tellTabs(word: TabWord): void {
  open().postMessage(word)
}

/** Hears what other tabs tell. @returns what ends it */
export function listenToTabs(listener: (word: TabWord) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>) => {
    const word = words.find((each) => each === data)
    if (word !== undefined) listener(word)
  }
  open().addEventListener('message', hear)
  return () => open().removeEventListener('message', hear)
}
