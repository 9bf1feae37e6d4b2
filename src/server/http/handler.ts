/** The one shape of everything that answers: the proxy, the emulator, the files and what joins them. */
export type Handler = (request: Request) => Promise<Response>

/** What a request does not say of itself: where it came from and to, and how it ended. */
export type Arrival = {
  /** The socket's other end. Behind a balancer that is the balancer. */
  peer: string
  /** The port of ours it came in by. */
  port: number
  /** Calls back once the answer is over. */
  ended: (callback: (end: End) => void) => void
}

/**
 * How an answer ended: its status (null where the client left before there was one), and whether all of it was sent.
 */
export type End = { status: number | null; whole: boolean }

/** A handler that stands at the front, and so sees the arrival too. Any `Handler` is one. */
export type Front = (request: Request, arrival: Arrival) => Promise<Response>
