import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { Problem, type ProblemKind } from '#contract/problem.ts'

import { DefinitionNotice } from './definition-notice.tsx'

const revision = { definition: null, revision: 1, status: null, message: null, author: null, date: null }
const base = { revision: null, match: 'unknown', isPending: false, retry: () => {} } as const

const noticeOf = (kind: ProblemKind) =>
  renderToStaticMarkup(<DefinitionNotice {...base} problem={new Problem(kind)} />)

test.each([
  ['forbidden', 'isn’t allowed'],
  ['not-found', 'may have been deleted'],
] as const)('%s: only the steps are shown, and trying again is not offered', (kind, text) => {
  expect(noticeOf(kind)).toContain('Only the steps of this run are shown')
  expect(noticeOf(kind)).toContain(text)
  expect(noticeOf(kind)).not.toContain('Try again')
})

test('a definition that Twilio left out is said so', () => {
  const notice = renderToStaticMarkup(<DefinitionNotice {...base} revision={revision} problem={null} />)
  expect(notice).toContain('Twilio sent no definition of this flow.')
})

test('any other failure can be tried again', () => {
  expect(noticeOf('unavailable')).toContain('Try again')
})
