/** The one shape of everything that answers: the proxy, the emulator, the files and what joins them. */
export type Handler = (request: Request) => Promise<Response>
