import { grouped, type BenchRun } from '../bench-run.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { loadBare } from '../loading.ts'
import { makePages } from '../pages.ts'
import { servePages } from '../serve.ts'
import { answerLines, readingLines } from '../visit-lines.ts'
import { visit, type Visit } from '../visit.ts'

/** The list that the plain design can still bear, read as fast as it comes, and everything asked of it. */
export async function list(run: BenchRun): Promise<Line[]> {
  const { engagements, runs, plain, withBrowser, say } = run
  const pages = await makePages(engagements)
  const { origin, stop } = await servePages(pages, { plain })
  const bare: number[] = []
  const visits: { app: Visit[]; plain: Visit[] } = { app: [], plain: [] }
  try {
    // The three take turns, so that a machine that grows slow or fast does so for all.
    for (let turn = 1; turn <= runs; turn++) {
      say(`${grouped(engagements)} engagements, as fast as they come, round ${turn} of ${runs}`)
      await withBrowser(async (browser) => {
        bare.push(await loadBare(browser, origin, pages))
        visits.app.push(await visit(run, browser, { reader: 'app', origin, pages }))
        visits.plain.push(await visit(run, browser, { reader: 'plain', origin, pages }))
      })
    }
  } finally {
    await stop()
  }
  return [
    lineOf(`loading ${grouped(engagements)} engagements, at once`, 'ms', {
      bare,
      app: visits.app.map(({ loading }) => loading.time),
      plain: visits.plain.map(({ loading }) => loading.time),
      bar: atMost(2, 'app ÷ bare'),
    }),
    ...readingLines(visits),
    ...answerLines(visits, pages, {}),
  ]
}
