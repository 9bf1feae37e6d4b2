import { engagementsPageSchema } from '#contract/resources.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { faultSids, type FaultName } from '#emulator/faults/sids.ts'
import { createEmulatorRequest } from '#emulator/http/credentials.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)

/** An emulator and the URLs of one faulty flow. */
export function setUpFault(fault: FaultName) {
  const clock = { now: start }
  const emulator = createEmulator({ now: () => clock.now })
  const get = (url: string, init?: RequestInit) => emulator(createEmulatorRequest(url, init))
  const flow = `/v1/Flows/${faultSids[fault]}`
  const list = `${flow}/Engagements?PageSize=1000`
  const page = async (url: string) => engagementsPageSchema.parse(await (await get(url)).json())
  /** The URL of page n, from 1. */
  async function pageUrl(n: number): Promise<string> {
    let url = list
    for (let i = 1; i < n; i++) url = (await page(url)).meta.next_page_url ?? ''
    return url
  }
  const statusOf = async (url: string) => (await get(url)).status
  const firstRun = async () => (await page(`${flow}/Engagements?PageSize=1`)).engagements[0]?.url ?? ''
  return { clock, get, flow, list, page, pageUrl, statusOf, firstRun }
}

/** The rows of the first page as they were sent, checked against the schema. */
export async function fetchRows(fault: FaultName) {
  const { get, list } = setUpFault(fault)
  const body: unknown = await (await get(list)).json()
  engagementsPageSchema.parse(body)
  const rows: unknown = typeof body === 'object' && body && 'engagements' in body ? body.engagements : null
  if (!Array.isArray(rows)) throw new Error('The body has no engagements.')
  return rows.map((row: object) => new Map<string, unknown>(Object.entries(row)))
}

/** The SIDs, dates and next URLs of all pages in their order, and the number of pages; stops after ten. */
export async function fetchAllPages(fault: FaultName, pageSize = 1000) {
  const { page, flow } = setUpFault(fault)
  const sids: (string | null)[] = []
  const dates: string[] = []
  const tokens: string[] = []
  let pages = 0
  for (
    let url: string | null = `${flow}/Engagements?PageSize=${pageSize}`;
    url !== null && pages < 10;
    pages++
  ) {
    const { engagements, meta } = await page(url)
    sids.push(...engagements.map((it) => it.sid))
    dates.push(...engagements.map((it) => it.date_created ?? ''))
    url = meta.next_page_url
    tokens.push(url ?? '')
  }
  return { sids, dates, tokens, pages }
}
