/** Messages between the tabs of a browser. `changed`: a user has signed in; `left`: the user has signed out. */
const tabMessages = ['changed', 'left'] as const
export type TabMessage = (typeof tabMessages)[number]

/** One channel per page: a channel does not get its own messages. */
let channel: BroadcastChannel | null = null

function openChannel(): BroadcastChannel {
  channel ??= new BroadcastChannel('flowdesk')
  return channel
}

/** Sends a message to all other tabs. */
export function broadcastToTabs(message: TabMessage): void {
  openChannel().postMessage(message)
}

/** Calls the listener for messages of other tabs. @returns a function that unsubscribes */
export function subscribeToTabs(listener: (message: TabMessage) => void): () => void {
  const handleEvent = ({ data }: MessageEvent<unknown>) => {
    const message = tabMessages.find((each) => each === data)
    if (message !== undefined) listener(message)
  }
  openChannel().addEventListener('message', handleEvent)
  return () => openChannel().removeEventListener('message', handleEvent)
}
