import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { everything } from '#search/question.ts'
import { settle } from '#search/settle.ts'

import { askDraft, finish, follow, goOn, startDraft, type, type Draft } from './draft.ts'

const asking = (text: string) => ({ ...everything, text })

describe('typing', () => {
  test('is asked, and the way back skips all but the first asking', () => {
    const first = askDraft(settle, type(startDraft(''), '41'), everything)
    expect(first.question).toEqual(asking('41'))
    expect(first.replace).toBe(false)

    const followed = follow(first.draft, '41')
    const second = askDraft(settle, type(followed, '4155'), asking('41'))
    expect(second.question).toEqual(asking('4155'))
    expect(second.replace).toBe(true)
  })

  test('after Enter begins anew: the way back leads to what was asked with Enter', () => {
    const { draft } = askDraft(settle, finish(type(startDraft(''), '41')), everything)
    expect(askDraft(settle, type(draft, '42'), asking('41')).replace).toBe(false)
  })

  test('keeps the blank between two words', () => {
    const { draft, question } = askDraft(settle, type(startDraft(''), 'lost '), everything)
    expect(draft.text).toBe('lost ')
    expect(question?.text).toBe('lost')
    expect(follow(draft, 'lost').text).toBe('lost ')
  })

  test('asks nothing anew when only a blank was typed', () => {
    expect(askDraft(settle, type(startDraft('lost'), 'lost '), asking('lost')).question).toBeNull()
  })

  test('moves what has a control out of the box, a word at the end once it is whole', () => {
    const { draft, question } = askDraft(
      settle,
      finish(type(startDraft(''), 'lost status:active')),
      everything,
    )
    expect(draft.text).toBe('lost')
    expect(question).toEqual({ ...everything, status: 'active', text: 'lost' })
  })
})

test('a key that came while the text before it was asked is kept, and asked next', () => {
  const before = type(startDraft(''), 'status:activ')
  const { draft } = askDraft(settle, before, everything)
  const after = goOn(type(before, 'status:active'), draft)
  expect(after).toMatchObject({ text: 'status:active', due: 'soon' })
  expect(follow(after, 'status:activ').text).toBe('status:active')
  expect(askDraft(settle, after, asking('status:activ')).replace).toBe(true)
})

describe('the address', () => {
  test('takes the box over when others change it', () => {
    const draft = type(startDraft('lost'), 'lost par')
    expect(follow(draft, '')).toEqual(startDraft(''))
  })

  test('leaves the box alone when it says what it said, or what was asked from here', () => {
    const draft = type(startDraft('lost'), 'lost par')
    expect(follow(draft, 'lost')).toBe(draft)
    const { draft: asked } = askDraft(settle, draft, asking('lost'))
    const typedOn = type(asked, 'lost parcel')
    expect(follow(typedOn, 'lost par').text).toBe('lost parcel')
  })
})

test('an address written by hand is settled in its place: the way back skips it', () => {
  const text = 'lost status:active'
  const { draft, question, replace } = askDraft(settle, startDraft(text), asking(text))
  expect(question).toEqual({ ...everything, status: 'active', text: 'lost' })
  expect([draft.text, replace]).toEqual(['lost', true])
})

test('however typing, pauses and the address take turns, what was asked last is what the box says', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('type' as const), text: fc.string() }),
    fc.record({ kind: fc.constantFrom('pause' as const, 'final' as const, 'round' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let draft: Draft = startDraft('')
      let question = everything
      for (const taken of steps) {
        switch (taken.kind) {
          case 'type':
            draft = type(draft, taken.text)
            break
          case 'round':
            draft = follow(draft, question.text)
            break
          case 'pause':
          case 'final': {
            const asked = askDraft(settle, taken.kind === 'final' ? finish(draft) : draft, question)
            draft = asked.draft
            question = asked.question ?? question
            break
          }
        }
      }
      const last = askDraft(settle, finish(draft), question)
      expect(last.draft.text).toBe((last.question ?? question).text)
      expect(follow(last.draft, (last.question ?? question).text).text).toBe(last.draft.text)
    }),
  )
})
