import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { UpstreamRequest } from '#testing/fake-upstream.ts'

import { ByteBudget } from './byte-budget.ts'
import { SharedBody, readerIdleTimeoutMs } from './shared-body.ts'
import { SlowReaders, minOthersWaitMs } from './slow-readers.ts'
import { stallTimeoutMs } from '#proxy/request/upstream-limits.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const now = () => performance.now()

/** Resolves after all pending promises have settled. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** @param budgetBytes what one caller may hold */
async function setupBody(budgetBytes: number) {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const source = new UpstreamRequest(new Request('http://localhost'), resolve, reject)
  source.respond()
  const { body: stream } = await promise
  if (!stream) throw new Error('The response has no body.')
  const budget = new ByteBudget(budgetBytes * 2)
  const onEnd = vi.fn<(how: string) => void>()
  const onHolder = vi.fn<(caller: string) => void>()
  /** The callers that others wait for, and those that have more than half of the places. */
  const waitedFor = new Set<string>()
  const overShare = new Set<string>()
  const slowReaders = new SlowReaders({
    othersWaitMs: (caller) => (waitedFor.has(caller) ? minOthersWaitMs : 0),
    isOverShare: (caller) => overShare.has(caller),
    now,
  })
  const body = new SharedBody(stream, {
    budget,
    slowReaders,
    limits: { maxBytes: 1000, maxMs: 600_000 },
    startedAt: now(),
    now,
    onHolder,
    onEnd,
  })
  /** A reader that reads one chunk per call. */
  const open = (caller = 'a') => {
    const abort = new AbortController()
    const reader = body.createStream({ signal: abort.signal }, caller).getReader()
    return {
      abort,
      cancel: () => reader.cancel(),
      /** The next chunk, `null` at the end. */
      read: async () => {
        const { done, value } = await reader.read()
        return done ? null : new TextDecoder().decode(value)
      },
    }
  }
  /** Sends the texts as chunks, one after the other. */
  const send = async (...texts: string[]) => {
    for (const text of texts) {
      source.send(text)
      await settled()
    }
  }
  return { body, budget, onEnd, onHolder, open, send, source, waitedFor, overShare }
}

describe('within the budget', () => {
  test('the body is read as fast as it arrives, and each reader reads all of it at its own pace', async () => {
    const { body, open, send, source, onEnd, budget } = await setupBody(100)
    const [fast, slow] = [open(), open()]
    await send('ab', 'cd')
    expect(await fast.read()).toBe('ab')
    source.end()
    await settled()
    expect(onEnd.mock.calls).toEqual([['complete']])
    const late = open()
    expect([await fast.read(), await fast.read()]).toEqual(['cd', null])
    expect([await slow.read(), await slow.read(), await slow.read()]).toEqual(['ab', 'cd', null])
    expect([await late.read(), await late.read(), await late.read()]).toEqual(['ab', 'cd', null])
    expect(budget.usedBytes).toBe(4)
    body.close()
    expect(budget.usedBytes).toBe(0)
  })

  test('a chunk is delivered as soon as it has arrived', async () => {
    const { open, send } = await setupBody(100)
    const reader = open()
    const chunk = reader.read()
    await send('first')
    expect(await chunk).toBe('first')
  })

  test('a reader that leaves does not affect the others', async () => {
    const { open, send, source } = await setupBody(100)
    const [stays, aborts, cancels] = [open(), open(), open()]
    await send('ab')
    aborts.abort.abort(new Error('gone'))
    await cancels.cancel()
    await expect(aborts.read()).rejects.toThrow('gone')
    await send('cd')
    source.end()
    expect([await stays.read(), await stays.read(), await stays.read()]).toEqual(['ab', 'cd', null])
  })

  test('when the last reader has left, the source is cancelled and nothing stays stored', async () => {
    const { body, open, send, source, onEnd, budget } = await setupBody(100)
    const [one, two] = [open(), open()]
    await send('ab')
    await one.cancel()
    expect(source.state).toBe('responding')
    two.abort.abort()
    expect([source.state, body.isJoinable, budget.usedBytes]).toEqual(['aborted', false, 0])
    expect(onEnd.mock.calls).toEqual([['left']])
  })

  test('when nobody may join, bytes that all readers have read are released', async () => {
    const { body, open, send, budget } = await setupBody(100)
    const [fast, slow] = [open(), open()]
    body.close()
    await send('ab', 'cde')
    await fast.read()
    await fast.read()
    await slow.read()
    expect(budget.usedBytes).toBe(3)
    await slow.cancel()
    expect(budget.usedBytes).toBe(0)
  })
})

describe('over budget', () => {
  test('no more is read than the slowest reader takes', async () => {
    const { body, open, send, source, budget } = await setupBody(3)
    const [fast, slow] = [open(), open()]
    await send('ab', 'cd')
    expect([body.isJoinable, source.pulls]).toEqual([false, 2])
    expect([await fast.read(), await fast.read()]).toEqual(['ab', 'cd'])
    const next = fast.read()
    await settled()
    expect(source.pulls).toBe(2)
    expect([await slow.read(), await slow.read()]).toEqual(['ab', 'cd'])
    await settled()
    expect([source.pulls, budget.usedBytes]).toEqual([3, 0])
    await send('ef')
    expect([await next, await slow.read()]).toEqual(['ef', 'ef'])
    source.end()
    expect([await fast.read(), await slow.read()]).toEqual([null, null])
  })

  test('nothing is read for a reader that does not pull', async () => {
    const { open, send, source } = await setupBody(0)
    const reader = open()
    await send('ab')
    expect(await reader.read()).toBe('ab')
    await settled()
    expect(source.pulls).toBe(1)
  })

  test('a reader that has left is not waited for', async () => {
    const { open, send, source } = await setupBody(0)
    const [stays, leaves] = [open(), open()]
    await send('ab')
    await stays.read()
    const next = stays.read()
    await leaves.cancel()
    await send('cd')
    expect([await next, source.pulls]).toEqual(['cd', 2])
  })

  test('a reader that pauses too long fails, and the source is cancelled with the last one', async () => {
    const { open, send, source, onEnd } = await setupBody(0)
    const [stays, stalls] = [open(), open()]
    await send('ab')
    await stays.read()
    const next = stays.read()
    vi.advanceTimersByTime(readerIdleTimeoutMs - 1)
    await settled()
    expect(source.pulls).toBe(1)
    vi.advanceTimersByTime(1)
    await send('cd')
    expect(await next).toBe('cd')
    await expect(stalls.read()).rejects.toThrow('not read')
    vi.advanceTimersByTime(readerIdleTimeoutMs)
    await expect(stays.read()).rejects.toThrow('not read')
    expect([source.state, onEnd.mock.calls]).toEqual(['aborted', [['left']]])
  })
})

describe('while others wait', () => {
  test('a reader that is too slow fails, and the place it held is free', async () => {
    const { open, send, source, onEnd, waitedFor } = await setupBody(0)
    const slow = open('a')
    await send('ab', 'cd')
    waitedFor.add('a')
    vi.advanceTimersByTime(4999)
    expect(onEnd).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    await expect(slow.read()).rejects.toThrow('too slowly')
    expect([source.state, onEnd.mock.calls]).toEqual(['aborted', [['too-slow']]])
  })

  test('a reader that the source keeps waiting never fails for it', async () => {
    const { open, send, waitedFor, overShare } = await setupBody(0)
    const reader = open('a')
    waitedFor.add('a')
    overShare.add('a')
    for (const text of ['ab', 'cd', 'ef', 'gh']) {
      const chunk = reader.read()
      vi.advanceTimersByTime(10_000)
      await send(text)
      expect(await chunk).toBe(text)
    }
  })

  test('a reader that others at the same body wait for fails, and they go on', async () => {
    const { open, send } = await setupBody(0)
    const [fast, slow] = [open('a'), open('b')]
    await send('ab')
    expect(await fast.read()).toBe('ab')
    const next = fast.read()
    await settled()
    vi.advanceTimersByTime(6000)
    await send('cd')
    expect(await next).toBe('cd')
    await expect(slow.read()).rejects.toThrow('too slowly')
  })

  test('a body is held by one of its readers, and after the last one by none', async () => {
    const { open, send, onHolder, budget, source } = await setupBody(4)
    const [first, second] = [open('a'), open('b')]
    await send('abcd')
    expect([budget.canHold('a'), budget.canHold('b')]).toEqual([false, true])
    await first.cancel()
    expect([budget.canHold('a'), budget.canHold('b')]).toEqual([true, false])
    source.end()
    expect([await second.read(), await second.read()]).toEqual(['abcd', null])
    expect([budget.canHold('b'), budget.usedBytes]).toEqual([true, 4])
    expect(onHolder.mock.calls).toEqual([['a'], ['b']])
  })
})

describe('a source', () => {
  test('that fails fails all readers, without its message, and nothing stays stored', async () => {
    const { body, open, send, source, onEnd, budget } = await setupBody(100)
    const [one, two] = [open(), open()]
    await send('ab')
    await one.read()
    source.fail(new Error('the secret'))
    await settled()
    const broken = (await Promise.allSettled([one.read(), two.read()])).map((each) =>
      each.status === 'rejected' ? String(each.reason) : each.value,
    )
    expect(broken).toEqual(['TypeError: The response broke off.', 'TypeError: The response broke off.'])
    expect([body.isJoinable, budget.usedBytes, onEnd.mock.calls]).toEqual([false, 0, [['broken']]])
  })

  test('that stalls fails all readers after 30 s, counted from the last chunk', async () => {
    const { open, send, source, onEnd } = await setupBody(100)
    const reader = open()
    for (const text of ['ab', 'cd']) {
      const chunk = reader.read()
      vi.advanceTimersByTime(stallTimeoutMs - 1)
      await send(text)
      expect(await chunk).toBe(text)
    }
    const chunk = reader.read()
    vi.advanceTimersByTime(stallTimeoutMs)
    await expect(chunk).rejects.toThrow('stopped in the middle')
    expect([source.state, onEnd.mock.calls]).toEqual(['aborted', [['stalled']]])
  })

  test('that is empty ends at once, for later readers too', async () => {
    const { open, source } = await setupBody(100)
    const early = open()
    source.end()
    expect(await early.read()).toBeNull()
    expect(await open().read()).toBeNull()
    expect(vi.getTimerCount()).toBe(0)
  })
})
