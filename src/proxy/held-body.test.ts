import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { Asked } from '#testing/fake-upstream.ts'

import { Budget } from './budget.ts'
import { HeldBody, idleLimit } from './held-body.ts'
import { stallLimit } from './upstream-timeout.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Until all that can happen by itself has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

async function bodyOf(room: number) {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const source = new Asked(new Request('http://localhost'), resolve, reject)
  source.answer()
  const { body: stream } = await promise
  if (!stream) throw new Error('An answer has a body.')
  const budget = new Budget(room)
  const ended = vi.fn<(how: string) => void>()
  const body = new HeldBody(stream, { budget, ended })
  /** A reader, which takes a piece each time it is told to. */
  const open = () => {
    const abort = new AbortController()
    const reader = body.open({ signal: abort.signal }).getReader()
    return {
      abort,
      cancel: () => reader.cancel(),
      /** The next piece, `null` at the end. */
      take: async () => {
        const { done, value } = await reader.read()
        return done ? null : new TextDecoder().decode(value)
      },
    }
  }
  /** Sends one after another, as far as more is wanted. */
  const send = async (...texts: string[]) => {
    for (const text of texts) {
      source.send(text)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await settled()
    }
  }
  return { body, budget, ended, open, send, source }
}

describe('where there is room', () => {
  test('it is taken in as fast as it comes, and each reads all of it at their own pace', async () => {
    const { body, open, send, source, ended, budget } = await bodyOf(100)
    const [fast, slow] = [open(), open()]
    await send('ab', 'cd')
    expect(await fast.take()).toBe('ab')
    source.end()
    await settled()
    expect(ended.mock.calls).toEqual([['whole']])
    const late = open()
    expect([await fast.take(), await fast.take()]).toEqual(['cd', null])
    expect([await slow.take(), await slow.take(), await slow.take()]).toEqual(['ab', 'cd', null])
    expect([await late.take(), await late.take(), await late.take()]).toEqual(['ab', 'cd', null])
    expect(budget.used).toBe(4)
    body.close()
    expect(budget.used).toBe(0)
  })

  test('a piece is there as soon as it has come', async () => {
    const { open, send } = await bodyOf(100)
    const reader = open()
    const piece = reader.take()
    await send('first')
    expect(await piece).toBe('first')
  })

  test('one that leaves leaves the others as they were', async () => {
    const { open, send, source } = await bodyOf(100)
    const [stays, aborts, cancels] = [open(), open(), open()]
    await send('ab')
    aborts.abort.abort(new Error('gone'))
    await cancels.cancel()
    await expect(aborts.take()).rejects.toThrow('gone')
    await send('cd')
    source.end()
    expect([await stays.take(), await stays.take(), await stays.take()]).toEqual(['ab', 'cd', null])
  })

  test('when the last has left, the source is cancelled and nothing is held', async () => {
    const { body, open, send, source, ended, budget } = await bodyOf(100)
    const [one, two] = [open(), open()]
    await send('ab')
    await one.cancel()
    expect(source.state).toBe('answered')
    two.abort.abort()
    expect([source.state, body.isOpen, budget.used]).toEqual(['aborted', false, 0])
    expect(ended.mock.calls).toEqual([['left']])
  })

  test('where nobody may join, what all have read is let go of', async () => {
    const { body, open, send, budget } = await bodyOf(100)
    const [fast, slow] = [open(), open()]
    body.close()
    await send('ab', 'cde')
    await fast.take()
    await fast.take()
    await slow.take()
    expect(budget.used).toBe(3)
    await slow.cancel()
    expect(budget.used).toBe(0)
  })
})

describe('where there is no room', () => {
  test('no more comes than the slowest reader takes', async () => {
    const { body, open, send, source, budget } = await bodyOf(3)
    const [fast, slow] = [open(), open()]
    await send('ab', 'cd')
    expect([body.isOpen, source.pulls]).toEqual([false, 2])
    expect([await fast.take(), await fast.take()]).toEqual(['ab', 'cd'])
    const next = fast.take()
    await settled()
    expect(source.pulls).toBe(2)
    expect([await slow.take(), await slow.take()]).toEqual(['ab', 'cd'])
    await settled()
    expect([source.pulls, budget.used]).toEqual([3, 0])
    await send('ef')
    expect([await next, await slow.take()]).toEqual(['ef', 'ef'])
    source.end()
    expect([await fast.take(), await slow.take()]).toEqual([null, null])
  })

  test('nothing is taken in for a reader that does not come', async () => {
    const { open, send, source } = await bodyOf(0)
    const reader = open()
    await send('ab')
    expect(await reader.take()).toBe('ab')
    await settled()
    expect(source.pulls).toBe(1)
  })

  test('one that has left is not waited for', async () => {
    const { open, send, source } = await bodyOf(0)
    const [stays, leaves] = [open(), open()]
    await send('ab')
    await stays.take()
    const next = stays.take()
    await leaves.cancel()
    await send('cd')
    expect([await next, source.pulls]).toEqual(['cd', 2])
  })

  test('nor is one that stays away: it breaks off, and the source with the last', async () => {
    const { open, send, source, ended } = await bodyOf(0)
    const [stays, stalls] = [open(), open()]
    await send('ab')
    await stays.take()
    const next = stays.take()
    vi.advanceTimersByTime(idleLimit - 1)
    await settled()
    expect(source.pulls).toBe(1)
    vi.advanceTimersByTime(1)
    await send('cd')
    expect(await next).toBe('cd')
    await expect(stalls.take()).rejects.toThrow('not read')
    vi.advanceTimersByTime(idleLimit)
    await expect(stays.take()).rejects.toThrow('not read')
    expect([source.state, ended.mock.calls]).toEqual(['aborted', [['left']]])
  })
})

describe('a source in trouble', () => {
  test('that breaks breaks all readers, without its own words, and nothing is held', async () => {
    const { body, open, send, source, ended, budget } = await bodyOf(100)
    const [one, two] = [open(), open()]
    await send('ab')
    await one.take()
    source.fail(new Error('the secret'))
    await settled()
    const broken = (await Promise.allSettled([one.take(), two.take()])).map((each) =>
      each.status === 'rejected' ? String(each.reason) : each.value,
    )
    expect(broken).toEqual(['TypeError: The answer broke off.', 'TypeError: The answer broke off.'])
    expect([body.isOpen, budget.used, ended.mock.calls]).toEqual([false, 0, [['broken']]])
  })

  test('that stalls breaks them after 30 s, each piece counting anew', async () => {
    const { open, send, source, ended } = await bodyOf(100)
    const reader = open()
    for (const text of ['ab', 'cd']) {
      const piece = reader.take()
      vi.advanceTimersByTime(stallLimit - 1)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await send(text)
      // oxlint-disable-next-line no-await-in-loop
      expect(await piece).toBe(text)
    }
    const piece = reader.take()
    vi.advanceTimersByTime(stallLimit)
    await expect(piece).rejects.toThrow('stopped in the middle')
    expect([source.state, ended.mock.calls]).toEqual(['aborted', [['stalled']]])
  })

  test('that has nothing ends at once, for those who come later as well', async () => {
    const { open, source } = await bodyOf(100)
    const early = open()
    source.end()
    expect(await early.take()).toBeNull()
    expect(await open().take()).toBeNull()
    expect(vi.getTimerCount()).toBe(0)
  })
})
