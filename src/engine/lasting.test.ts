import { describe, expect, test, vi } from 'vitest'

import { everything } from '#search/question.ts'
import { sidOf } from '#testing/sids.ts'

import { lastingConnection } from './lasting.ts'
import type { News, Reply, Request } from './protocol.ts'

const flowSid = sidOf('FW', 1)
const rows = { flowSid, question: everything, from: 0, size: 10 }

/** Engines that say what they are told to say, and a clock. */
function farm() {
  const workers: FakeWorker[] = []
  class FakeWorker {
    readonly asked: Request[] = []
    ended = false
    readonly #listeners: { type: string; listener: (event: MessageEvent<Reply | News>) => void }[] = []
    constructor() {
      workers.push(this)
    }
    addEventListener(type: string, listener: (event: MessageEvent<Reply | News>) => void) {
      this.#listeners.push({ type, listener })
    }
    postMessage(message: Request) {
      this.asked.push(message)
    }
    terminate() {
      this.ended = true
    }
    tell(news: News) {
      this.#say(news)
    }
    answer(name: Request['ask'], result: unknown) {
      const id = this.asked.findLast(({ ask }) => ask === name)?.id ?? 0
      this.#say({ id, ok: true, result })
    }
    die() {
      this.#hear('error', { news: 'restarted' })
    }
    #say(data: Reply | News) {
      this.#hear('message', data)
    }
    #hear(type: string, data: Reply | News) {
      for (const each of this.#listeners)
        if (each.type === type) each.listener(new MessageEvent('message', { data }))
    }
  }
  const clock = { now: 0 }
  const connection = lastingConnection({ start: () => new FakeWorker(), now: () => clock.now })
  const heard: string[] = []
  connection.listen(({ news }) => heard.push(news))
  const last = () => {
    const worker = workers.at(-1)
    if (!worker) throw new Error('There is no worker.')
    return worker
  }
  const read = (version: number) => last().tell({ news: 'changed', flowSid, version })
  return { workers, last, read, connection, heard, clock }
}

/** What has been asked of a worker, by name. */
const names = (worker: { asked: Request[] }) => worker.asked.map(({ ask }) => ask)
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('it passes on what is asked, answered and told', async () => {
  const { last, read, connection, heard } = farm()
  const answer = connection.ask('rows', rows)
  await settled()
  last().answer('rows', 'ten')
  expect(await answer).toBe('ten')
  read(3)
  expect(connection.versionOf(flowSid)).toBe(3)
  expect(heard).toEqual(['changed'])
})

describe('when the engine dies', () => {
  test('another one takes its place, whose versions go on', async () => {
    const { workers, read, connection, heard } = farm()
    read(41)
    workers[0]?.die()
    expect(workers.map(({ ended }) => ended)).toEqual([true, false])
    expect(workers[1]?.asked).toMatchObject([{ ask: 'begin', params: { version: 41 } }])
    expect(heard).toEqual(['changed', 'restarted'])
    expect([connection.versionOf(flowSid), connection.restarts()]).toEqual([41, 1])
  })

  test('what was asked of the rows waits for the next one to have read the flow', async () => {
    const { workers, last, read, connection } = farm()
    read(41)
    const before = connection.ask('rows', rows)
    await settled()
    workers[0]?.die()
    const after = connection.ask('listed', { flowSid, engagementSid: sidOf('FN', 1) })
    await settled()
    expect(names(last())).toEqual(['begin'])

    read(42)
    await settled()
    expect(names(last()).toSorted()).toEqual(['begin', 'listed', 'rows'])
    last().answer('rows', 'ten')
    last().answer('listed', null)
    expect([await before, await after]).toEqual(['ten', null])
  })

  test('who stops waiting meanwhile is let go', async () => {
    const { last, read, connection } = farm()
    read(1)
    last().die()
    const abort = new AbortController()
    const answer = connection.ask('rows', rows, abort.signal)
    abort.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    read(2)
    await settled()
    expect(names(last())).toEqual(['begin'])
  })

  test('a flow that was never read is asked for at once', async () => {
    const { last, read, connection } = farm()
    read(1)
    last().die()
    void connection.ask('rows', { ...rows, flowSid: sidOf('FW', 2) })
    await settled()
    expect(names(last())).toEqual(['begin', 'rows'])
  })

  test('what was being read is refused, after the news of it', async () => {
    const { last, connection, heard } = farm()
    const failed = vi.fn<() => void>(() => void heard.push('refused'))
    const page = connection.ask('readPage', { flowSid, cursor: null }).catch(failed)
    await settled()
    last().die()
    await page
    expect(heard).toEqual(['restarted', 'refused'])
  })

  test('a file that was being made is refused: the next engine has read less', async () => {
    const { last, read, connection } = farm()
    read(1)
    const form = { format: 'json-lines', masked: false } as const
    const refused = vi.fn<(thrown: unknown) => void>()
    const file = connection.ask('export', { flowSid, question: everything, form, number: 1 }).catch(refused)
    await settled()
    last().die()
    read(2)
    await file
    expect(refused.mock.calls).toMatchObject([[{ kind: 'unexpected' }]])
    expect(names(last())).toEqual(['begin'])
  })

  test('more than three times a minute: it stays, until somebody says so', async () => {
    const { workers, last, read, connection, heard } = farm()
    read(1)
    for (let i = 0; i < 4; i++) last().die()
    expect(workers).toHaveLength(4)
    expect(heard.at(-1)).toBe('stopped')
    await expect(connection.ask('checkHead', { flowSid })).rejects.toMatchObject({ kind: 'unexpected' })
    const answer = connection.ask('rows', rows)

    connection.revive()
    expect(workers).toHaveLength(5)
    expect(heard.at(-1)).toBe('restarted')
    read(2)
    await settled()
    last().answer('rows', 'ten')
    expect(await answer).toBe('ten')
    last().die()
    expect(workers).toHaveLength(6)
  })

  test('reading on starts it again as well', () => {
    const { workers, last, connection } = farm()
    for (let i = 0; i < 4; i++) last().die()
    void connection.ask('readPage', { flowSid, cursor: null })
    expect(workers).toHaveLength(5)
    expect(names(last())).toEqual(['begin', 'readPage'])
  })

  test('now and then is no often', () => {
    const { workers, last, clock, heard } = farm()
    for (let i = 0; i < 9; i++) {
      last().die()
      clock.now += 20_001
    }
    expect(workers).toHaveLength(10)
    expect(heard).not.toContain('stopped')
  })

  test('an engine that never said a word is told from one that did', () => {
    const { last, connection } = farm()
    const heard = vi.fn<(news: News) => void>()
    connection.listen(heard)
    for (let i = 0; i < 4; i++) last().die()
    expect(heard).toHaveBeenLastCalledWith({ news: 'stopped', lived: false })
  })
})

test('an end for good is not followed by another engine', () => {
  const { workers, last, connection } = farm()
  connection.end()
  expect(last().ended).toBe(true)
  last().die()
  connection.revive()
  expect(workers).toHaveLength(1)
})
