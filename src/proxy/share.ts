import { Flight, type Airport, type Ending, type Errand } from './flight.ts'

/** Milliseconds a whole answer is held after it came. */
const holdFor = 10_000

/**
 * Answers an errand, with one request to Twilio for all who ask the same while it is under way, and for `holdFor` after
 * a 200. Nothing else is held, nothing for longer, and nothing where there is no room: then each asks for itself. What
 * makes requests the same is their URL, as the proxy writes it: their headers are the proxy's own.
 */
export function createShare(airport: Airport) {
  const flights = new Map<string, Flight>()
  /** Whole answers, oldest first, each with what ends its time. */
  const held = new Map<Flight, ReturnType<typeof setTimeout>>()

  airport.budget.onFull(() => {
    const [oldest] = held.keys()
    if (oldest) letGo(oldest)
    return oldest !== undefined
  })

  function letGo(flight: Flight): void {
    clearTimeout(held.get(flight))
    held.delete(flight)
    const { href } = flight.errand.url
    if (flights.get(href) === flight) flights.delete(href)
    flight.close()
  }

  function ended(flight: Flight, status: Ending): void {
    if (status === 200 && flight.isOpen) {
      held.set(
        flight,
        setTimeout(() => letGo(flight), holdFor),
      )
    } else letGo(flight)
    if (status !== null && status >= 400 && status <= 499 && status !== 429) forgetPages(flight.errand.url)
  }

  /**
   * Twilio takes back what it said: of a token that has expired, the page it stands on must not be given out again, or
   * whoever reads the list anew is led to the same failure.
   */
  function forgetPages({ pathname }: URL): void {
    for (const flight of held.keys()) if (flight.errand.url.pathname === pathname) letGo(flight)
  }

  return (errand: Errand, request: Request, caller: string): Promise<Response> => {
    const { href } = errand.url
    const same = errand.method === 'GET' ? flights.get(href) : undefined
    if (same?.isOpen) {
      airport.tell({ kind: 'shared', read: errand.read })
      return same.join(request, caller)
    }
    const mayBeJoined = errand.method === 'GET' && airport.budget.hasRoom()
    const flight: Flight = new Flight(errand, airport, mayBeJoined, (status) => ended(flight, status))
    if (mayBeJoined) flights.set(href, flight)
    return flight.join(request, caller)
  }
}
