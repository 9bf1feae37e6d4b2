import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { extractFilters } from '#search/interpret/extract-filters.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'

import {
  submitInput as submitInputWith,
  discardTyped,
  finishTyping,
  syncFromUrl,
  mergeTyped,
  createInputState,
  typeText,
  type SearchInputState,
} from './search-input-state.ts'

const submitInput = (input: SearchInputState, query: ListQuery) =>
  submitInputWith(input, query, extractFilters)
const queryFor = (text: string) => ({ ...emptyQuery, text })

describe('typing', () => {
  test('submits the text, as being typed until Enter or blur', () => {
    const first = submitInput(typeText(createInputState(''), '41'), emptyQuery)
    expect(first.query).toEqual(queryFor('41'))
    expect(first.isTyping).toBe(true)

    const synced = syncFromUrl(first.input, '41')
    const second = submitInput(finishTyping(typeText(synced, '4155')), queryFor('41'))
    expect(second.query).toEqual(queryFor('4155'))
    expect(second.isTyping).toBe(false)
  })

  test('is left out where Enter led elsewhere: the box has the query’s text again, and nothing to submit', () => {
    const { input } = submitInput(typeText(createInputState(''), 'lost'), emptyQuery)
    const pasted = finishTyping(typeText(syncFromUrl(input, 'lost'), 'FW1'))
    expect(discardTyped(pasted)).toMatchObject({ text: 'lost', pending: null })
  })

  test('keeps a trailing space in the box', () => {
    const { input, query } = submitInput(typeText(createInputState(''), 'lost '), emptyQuery)
    expect(input.text).toBe('lost ')
    expect(query?.text).toBe('lost')
    expect(syncFromUrl(input, 'lost').text).toBe('lost ')
  })

  test('submits no query when only a space was typed', () => {
    expect(submitInput(typeText(createInputState('lost'), 'lost '), queryFor('lost')).query).toBeNull()
  })

  test('moves a filter that has a control out of the box; one at the end of the text on Enter', () => {
    const { input, query } = submitInput(
      finishTyping(typeText(createInputState(''), 'lost status:active')),
      emptyQuery,
    )
    expect(input.text).toBe('lost')
    expect(query).toEqual({ ...emptyQuery, status: 'active', text: 'lost' })
  })
})

test('a key typed during a submission is kept and submitted next', () => {
  const before = typeText(createInputState(''), 'status:activ')
  const { input } = submitInput(before, emptyQuery)
  const after = mergeTyped(typeText(before, 'status:active'), input)
  expect(after).toMatchObject({ text: 'status:active', pending: 'soon' })
  expect(syncFromUrl(after, 'status:activ').text).toBe('status:active')
})

describe('the URL', () => {
  test('replaces the text when something else changed the URL', () => {
    const draft = typeText(createInputState('lost'), 'lost par')
    expect(syncFromUrl(draft, '')).toEqual(createInputState(''))
  })

  test('leaves the text alone when it is unchanged, or was submitted from the box', () => {
    const draft = typeText(createInputState('lost'), 'lost par')
    expect(syncFromUrl(draft, 'lost')).toBe(draft)
    const { input: submitted } = submitInput(draft, queryFor('lost'))
    const typedOn = typeText(submitted, 'lost parcel')
    expect(syncFromUrl(typedOn, 'lost par').text).toBe('lost parcel')
  })
})

test('filters in a hand-written URL move to their controls', () => {
  const text = 'lost status:active'
  const { input, query, isTyping } = submitInput(createInputState(text), queryFor(text))
  expect(query).toEqual({ ...emptyQuery, status: 'active', text: 'lost' })
  expect([input.text, isTyping]).toEqual(['lost', false])
})

test('after any sequence of typing, submissions and URL changes, the box shows the last query', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('type' as const), text: fc.string() }),
    fc.record({ kind: fc.constantFrom('submit' as const, 'finish' as const, 'sync' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let draft: SearchInputState = createInputState('')
      let query = emptyQuery
      for (const action of steps) {
        switch (action.kind) {
          case 'type':
            draft = typeText(draft, action.text)
            break
          case 'sync':
            draft = syncFromUrl(draft, query.text)
            break
          case 'submit':
          case 'finish': {
            const submission = submitInput(action.kind === 'finish' ? finishTyping(draft) : draft, query)
            draft = submission.input
            query = submission.query ?? query
            break
          }
        }
      }
      const last = submitInput(finishTyping(draft), query)
      expect(last.input.text).toBe((last.query ?? query).text)
      expect(syncFromUrl(last.input, (last.query ?? query).text).text).toBe(last.input.text)
    }),
  )
})
