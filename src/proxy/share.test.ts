import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { FakeUpstream } from '#testing/fake-upstream.ts'

import { Budget } from './budget.ts'
import type { Errand } from './flight.ts'
import type { ProxyEvent } from './proxy-event.ts'
import { createShare } from './share.ts'
import { createTurns } from './turns.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const now = () => performance.now()
const settled = () => new Promise((resolve) => setImmediate(resolve))

type Asking = { caller?: string; method?: Errand['method']; signal?: AbortSignal }

function shareOf({ atOnce = 4, room = 1000 } = {}) {
  const upstream = new FakeUpstream()
  const budget = new Budget(room)
  const events: ProxyEvent[] = []
  const tell = (event: ProxyEvent) => void events.push(event)
  const share = createShare({
    fetch: upstream.fetch,
    write: ({ url, method }, signal) => new Request(url, { method, signal }),
    host: 'twilio.example',
    turns: createTurns({ atOnce, tell, now, random: () => 1 }),
    budget,
    tell,
    now,
  })
  const ask = (path: string, { caller = 'a', method = 'GET', signal }: Asking = {}) => {
    const errand: Errand = { read: 'engagements', url: new URL(path, 'https://twilio.example'), method }
    return share(errand, new Request('http://localhost', signal ? { signal } : {}), caller)
  }
  /** Asks what nobody has asked yet, and has it answered and read. */
  const askWhole = async (path: string, text: string, init: ResponseInit = {}) => {
    const answer = ask(path)
    const asked = upstream.last
    asked.answer(init)
    asked.send(text)
    asked.end()
    expect(await (await answer).text()).toBe(text)
    return asked
  }
  const told = () => events.map(({ kind }) => kind)
  return { ask, askWhole, upstream, budget, told }
}

describe('the same request', () => {
  test('is made once while it is under way, whoever asks', async () => {
    const { ask, upstream, told } = shareOf()
    const answers = [ask('/1'), ask('/1', { caller: 'b' }), ask('/2', { caller: 'b' })]
    const [one] = upstream.asked
    one?.answer()
    one?.send('one')
    await settled()
    answers.push(ask('/1', { caller: 'c' }))
    one?.send(' page')
    one?.end()
    upstream.last.answerWithoutBody()
    const texts = await Promise.all(answers.map(async (answer) => (await answer).text()))
    expect(texts).toEqual(['one page', 'one page', '', 'one page'])
    expect(upstream.asked).toHaveLength(2)
    expect(told().filter((kind) => kind === 'shared')).toHaveLength(2)
  })

  test('is answered from what is held for 10 s more, with its age; then nothing is held', async () => {
    const { ask, askWhole, upstream, budget } = shareOf()
    await askWhole('/1', 'page')
    vi.advanceTimersByTime(9999)
    const held = await ask('/1')
    expect([held.headers.get('age'), await held.text()]).toEqual(['9', 'page'])
    expect([upstream.asked.length, budget.used]).toEqual([1, 4])
    vi.advanceTimersByTime(1)
    expect([vi.getTimerCount(), budget.used]).toEqual([0, 0])
    void ask('/1')
    expect(upstream.asked).toHaveLength(2)
  })

  test('has an age for whoever comes in the middle of it, and none for those who came before', async () => {
    const { ask, upstream } = shareOf()
    const first = ask('/1')
    upstream.last.answer()
    expect((await first).headers.has('age')).toBe(false)
    vi.advanceTimersByTime(3500)
    expect((await ask('/1')).headers.get('age')).toBe('3')
  })

  test('without a body is held as well', async () => {
    const { ask, upstream } = shareOf()
    const first = ask('/1')
    upstream.last.answerWithoutBody()
    expect((await first).body).toBeNull()
    const held = await ask('/1')
    expect([held.body, held.headers.get('age'), upstream.asked.length]).toEqual([null, '0', 1])
  })

  test('is made for each HEAD', () => {
    const { ask, upstream } = shareOf()
    for (const method of ['GET', 'HEAD', 'HEAD'] as const) void ask('/1', { method })
    expect(upstream.asked.map(({ request }) => request.method)).toEqual(['GET', 'HEAD', 'HEAD'])
  })

  test.each([404, 429, 500])('fails for all with %i, and is made again after that', async (status) => {
    const { ask, upstream, budget } = shareOf()
    const answers = [ask('/1'), ask('/1', { caller: 'b' })]
    upstream.last.answer({ status })
    upstream.last.send('no')
    upstream.last.end()
    const got = await Promise.all(
      answers.map(async (answer) => [(await answer).status, await (await answer).text()]),
    )
    expect(got).toEqual([
      [status, 'no'],
      [status, 'no'],
    ])
    await settled()
    expect(budget.used).toBe(0)
    vi.advanceTimersByTime(1000)
    void ask('/1')
    expect(upstream.asked).toHaveLength(2)
  })

  test('that cannot be made, or breaks off, fails for all, and is made again after that', async () => {
    const { ask, upstream } = shareOf()
    const answers = [ask('/1'), ask('/1', { caller: 'b' })]
    upstream.last.fail()
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([502, 502])

    const bodies = [ask('/1'), ask('/1', { caller: 'b' })].map(async (answer) => (await answer).text())
    upstream.last.answer()
    upstream.last.send('pa')
    await settled()
    upstream.last.fail(new Error('the secret'))
    const ends = await Promise.allSettled(bodies)
    expect(ends.map((end) => end.status)).toEqual(['rejected', 'rejected'])
    void ask('/1')
    expect(upstream.asked).toHaveLength(3)
  })

  test('that leads to a token Twilio no longer knows is made again', async () => {
    const { ask, askWhole, upstream } = shareOf()
    await askWhole('/list', 'page 1')
    await askWhole('/other', 'page 1')
    await askWhole('/list?PageToken=2', 'expired', { status: 400 })
    await settled()
    void ask('/list')
    void ask('/other')
    expect(upstream.asked).toHaveLength(4)
  })
})

describe('whoever aborts', () => {
  test('leaves the others as they were, even who asked first', async () => {
    const { ask, upstream } = shareOf()
    const abort = new AbortController()
    const first = ask('/1', { signal: abort.signal })
    const second = ask('/1', { caller: 'b' })
    abort.abort(new Error('gone'))
    await expect(first).rejects.toThrow('gone')
    expect(upstream.last.state).toBe('asked')
    upstream.last.answer()
    upstream.last.send('page')
    upstream.last.end()
    expect(await (await second).text()).toBe('page')
  })

  test('as the last aborts what is under way, and frees its turn', async () => {
    const { ask, upstream, told } = shareOf({ atOnce: 1 })
    const aborts = [new AbortController(), new AbortController()]
    const answers = aborts.map(({ signal }, i) => ask('/1', { signal, caller: `${i}` }))
    void ask('/2')
    for (const abort of aborts) abort.abort()
    const ends = await Promise.allSettled(answers)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(upstream.asked.map(({ state }) => state)).toEqual(['aborted', 'asked'])
    expect(told().filter((kind) => kind === 'failed')).toHaveLength(1)
  })

  test('in the queue is never asked for', async () => {
    const { ask, upstream } = shareOf({ atOnce: 1 })
    const abort = new AbortController()
    void ask('/1')
    const answer = ask('/2', { signal: abort.signal })
    abort.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    upstream.last.answerWithoutBody()
    await settled()
    expect(upstream.asked).toHaveLength(1)
  })

  test('before asking is not heard at all', async () => {
    const { ask, upstream } = shareOf()
    await expect(ask('/1', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(upstream.asked).toEqual([])
  })
})

describe('in the queue', () => {
  test('joining never makes anybody wait longer than asking alone', async () => {
    const { ask, upstream } = shareOf({ atOnce: 1 })
    for (const path of ['/1', '/2', '/3', '/4']) void ask(path, { caller: 'a' })
    void ask('/4', { caller: 'b' })
    for (let i = 0; i < 3; i++) {
      upstream.last.fail()
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await settled()
    }
    const asked = upstream.asked.map(({ request }) => new URL(request.url).pathname)
    expect(asked).toEqual(['/1', '/2', '/4', '/3'])
  })

  test('each waits their own time', async () => {
    const { ask, upstream } = shareOf({ atOnce: 1 })
    const before = ask('/1').then((answer) => answer.text())
    upstream.last.answer()
    const first = ask('/2')
    vi.advanceTimersByTime(20_000)
    upstream.last.send('still here')
    await settled()
    const second = ask('/2', { caller: 'b' })
    vi.advanceTimersByTime(20_000)
    upstream.last.send('still here')
    await settled()
    vi.advanceTimersByTime(20_000)
    const late = await first
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '5'])
    upstream.last.end()
    expect(await before).toBe('still herestill here')
    expect(upstream.asked).toHaveLength(2)
    upstream.last.answerWithoutBody()
    expect((await second).status).toBe(200)
  })
})

describe('the room there is', () => {
  test('is made by letting go of the oldest', async () => {
    const { ask, askWhole, upstream, budget } = shareOf({ room: 10 })
    for (const path of ['/1', '/2', '/3']) {
      // oxlint-disable-next-line no-await-in-loop -- one is older than the other
      await askWhole(path, 'page')
    }
    expect(budget.used).toBe(8)
    await settled()
    expect((await ask('/3')).headers.has('age')).toBe(true)
    expect((await ask('/2')).headers.has('age')).toBe(true)
    void ask('/1')
    expect(upstream.asked).toHaveLength(4)
  })

  test('is full: new requests are made for each, and stream through', async () => {
    const { ask, upstream, budget } = shareOf({ room: 4 })
    // Taken in, and not read: nobody can be made to let go of it.
    void ask('/1')
    upstream.last.answer()
    upstream.last.send('page')
    await settled()
    expect(budget.used).toBe(4)
    const answers = [ask('/2'), ask('/2')]
    expect(upstream.asked).toHaveLength(3)
    const [, one, two] = upstream.asked
    for (const asked of [one, two]) {
      asked?.answer()
      asked?.send('other')
      asked?.end()
    }
    const texts = await Promise.all(answers.map(async (answer) => (await answer).text()))
    expect([texts, budget.used]).toEqual([['other', 'other'], 4])
  })
})
